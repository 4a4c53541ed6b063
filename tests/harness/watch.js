// Installed into every page that a session opens; `Page::requests` and `Page::console_errors` read it.
if (!window.qakWatch) {
  const blocked = [];
  const errors = [];
  addEventListener("securitypolicyviolation", (event) => {
    blocked.push(`blocked: ${event.effectiveDirective} ${event.blockedURI}`);
  });
  addEventListener("error", (event) => errors.push(String(event.message)));
  addEventListener("unhandledrejection", (event) => errors.push(String(event.reason)));
  const report = console.error;
  console.error = (...parts) => {
    errors.push(parts.map(String).join(" "));
    report.apply(console, parts);
  };
  const requests = () => performance.getEntriesByType("resource")
    .map((entry) => entry.name)
    .filter((name) => !/^(data|blob):/.test(name))
    .concat(blocked);
  window.qakWatch = { errors, requests };
}
