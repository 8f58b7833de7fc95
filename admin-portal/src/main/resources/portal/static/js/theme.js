// Light, dark or as the system says. The choice is a cookie so that the server renders it at once.
class ThemeSwitch extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.addEventListener("click", (event) => {
      const button = event.target.closest("button[value]");
      if (button) this.choose(button.value);
    });
    this.show(document.documentElement.dataset.theme || "system");
  }

  choose(theme) {
    const root = document.documentElement;
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
    const age = theme === "system" ? 0 : 31536000;
    document.cookie = `tollgate-theme=${theme}; path=/; max-age=${age}; samesite=lax`;
    this.show(theme);
  }

  show(theme) {
    for (const button of this.querySelectorAll("button[value]")) {
      button.setAttribute("aria-pressed", String(button.value === theme));
    }
  }
}
customElements.define("theme-switch", ThemeSwitch);
