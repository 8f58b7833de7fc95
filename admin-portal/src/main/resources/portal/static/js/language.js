// The language of the snippets, kept for the next page.
for (const choice of document.querySelectorAll(".languages input[type=radio]")) {
  choice.addEventListener("change", () => {
    document.cookie = `tollgate-language=${choice.value}; path=/; max-age=31536000; samesite=lax`;
  });
}
