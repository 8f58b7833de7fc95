// "/" goes to the search, "?" lists the shortcuts. Both can be switched off in that list (WCAG 2.1.4).
const SETTING = "tollgate-shortcuts";
const list = document.getElementById("shortcuts");
const toggle = document.getElementById("shortcuts-on");

const enabled = () => localStorage.getItem(SETTING) !== "off";
const typing = (element) => element.matches("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");

if (toggle) {
  toggle.checked = enabled();
  toggle.addEventListener("change", () => localStorage.setItem(SETTING, toggle.checked ? "on" : "off"));
}

document.addEventListener("keydown", (event) => {
  if (!enabled() || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "/") {
    const search = document.querySelector("[data-search]");
    if (search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  } else if (event.key === "?" && list) {
    event.preventDefault();
    list.showModal();
  }
});
