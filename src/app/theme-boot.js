// Runs before the first paint, inline in every page: no flash of the wrong theme.
document.documentElement.classList.add('scripted');
// The Lab inside another site's page shows itself alone.
if (/\/lab\/$/.test(location.pathname) && /[?&]embed\b/.test(location.search)) {
  document.documentElement.classList.add('embedded');
}
try {
  const theme = localStorage.getItem('backflow.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is switched off: the system's theme it is.
}
