// htmx carries the CSRF token of the page on every write.
document.addEventListener("htmx:config:request", (event) => {
  const token = document.querySelector('meta[name="csrf-token"]');
  if (token?.content) event.detail.ctx.request.headers["X-CSRF-TOKEN"] = token.content;
});
