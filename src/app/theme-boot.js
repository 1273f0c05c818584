// Runs before the first paint, inline in every page: no flash of the wrong theme.
document.documentElement.classList.add('scripted');
try {
  const theme = localStorage.getItem('backflow.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is switched off: the system's theme it is.
}
