export function NotFoundPage() {
  return (
    <div className="plain-page">
      <h1>No gradient flows here</h1>
      <p>
        This address leads to no page. The <a href="/#lessons">lessons</a> and the{' '}
        <a href="/lab/">Lab</a> are where they were.
      </p>
    </div>
  );
}
