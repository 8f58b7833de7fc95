// <copy-button for="id" data-done="Copied"><button>Copy</button></copy-button> copies the text of an element.
class CopyButton extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.label = this.button.querySelector("span") || this.button;
    this.rest = this.label.textContent;
    this.button.addEventListener("click", () => this.copy());
  }

  async copy() {
    const source = document.getElementById(this.getAttribute("for"));
    if (!source) return;
    try {
      await navigator.clipboard.writeText(source.textContent.trim());
    } catch {
      this.select(source);
      return;
    }
    this.label.textContent = this.dataset.done;
    const said = document.getElementById("announcement");
    if (said) said.textContent = this.dataset.done;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.label.textContent = this.rest;
      if (said) said.textContent = "";
    }, 2500);
  }

  // Without access to the clipboard (plain HTTP on another host) the text is selected instead.
  select(source) {
    const range = document.createRange();
    range.selectNodeContents(source);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }
}
customElements.define("copy-button", CopyButton);
