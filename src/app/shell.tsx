import type { ReactNode } from 'react';

export type Section = 'lessons' | 'lab' | 'widgets';

interface ShellProps {
  readonly section?: Section;
  readonly children: ReactNode;
  /** Prerendered HTML of the engine badge; absent until there is one. */
  readonly badge?: string;
}

function NavLink(props: { href: string; current: boolean; children: ReactNode }) {
  return (
    <li>
      <a href={props.href} aria-current={props.current ? 'page' : undefined}>
        {props.children}
      </a>
    </li>
  );
}

function ThemeToggle() {
  return (
    <button type="button" className="theme-toggle" aria-label="Dark theme" aria-pressed="false">
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <circle cx="10" cy="10" r="7.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M10 2.75a7.25 7.25 0 0 1 0 14.5z" fill="currentColor" />
      </svg>
    </button>
  );
}

/** What stands around every page: skip link, header, main, footer. */
export function Shell({ section, children, badge }: ShellProps) {
  return (
    <>
      <a className="skip-link" href="#main">
        Skip to the text
      </a>
      <header className="site-header">
        <a className="wordmark" href="/">
          Backflow
        </a>
        <nav aria-label="Site">
          <ul>
            <NavLink href="/#lessons" current={section === 'lessons'}>
              Lessons
            </NavLink>
            <NavLink href="/lab/" current={section === 'lab'}>
              Lab
            </NavLink>
          </ul>
        </nav>
        <div className="header-end">
          {badge === undefined ? null : (
            // biome-ignore lint/security/noDangerouslySetInnerHtml: our own prerendered markup
            <div dangerouslySetInnerHTML={{ __html: badge }} />
          )}
          <ThemeToggle />
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <footer className="site-footer">
        <ul className="footer-list">
          <li>Everything is computed in your own browser. Nothing is sent anywhere.</li>
          <li>
            <a href="/widgets/">All figures</a>
          </li>
        </ul>
      </footer>
    </>
  );
}
