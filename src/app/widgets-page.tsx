import { Html } from './html.tsx';

interface Figure {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly examples: readonly { readonly caption: string; readonly html: string }[];
}

/** Every widget, shown by its own examples: for those who write a lesson. */
export function WidgetsPage({ figures }: { readonly figures: readonly Figure[] }) {
  return (
    <div className="gallery">
      <h1>All figures</h1>
      <p className="summary">
        Each of them can stand in a lesson as one line, such as <code>::max-pool</code>.
      </p>
      <nav className="gallery-contents" aria-label="Figures on this page">
        <ul>
          {figures.map((figure) => (
            <li key={figure.name}>
              <a href={`#widget-${figure.name}`}>{figure.title}</a>
            </li>
          ))}
        </ul>
      </nav>
      {figures.map((figure) => (
        <section key={figure.name} aria-labelledby={`widget-${figure.name}`}>
          <h2 id={`widget-${figure.name}`}>{figure.title}</h2>
          <p className="gallery-summary">
            {figure.summary} <code>::{figure.name}</code>
          </p>
          {figure.examples.map((example) => (
            <div key={example.caption} className="gallery-example">
              <h3>{example.caption}</h3>
              <Html html={example.html} />
            </div>
          ))}
        </section>
      ))}
    </div>
  );
}
