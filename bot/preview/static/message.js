// One message as Discord shows it: who, the text, files, and components with all that can be pressed.

import { known, make, relative, text } from "./text.js";

const LOADING = "is thinking…";
const SELECTS = { 3: "options", 5: "people", 6: "roles", 7: "mentionable", 8: "channels" };

/** Give a message; `act` has what can be done with it: reply, menu, use, dismiss, look. */
export function message(told, shown, act) {
  const isBot = told.author.bot;
  const head = make(
    "div",
    { className: "head" },
    make("strong", {}, told.author.username),
    isBot ? make("span", { className: "app" }, "APP") : null,
    make("time", { title: new Date(told.written * 1000).toString() }, relative(told.written)),
  );
  const body = make("div", { className: "body" }, head, ...content(told, shown, act));
  return make(
    "li",
    { "data-message": told.id, className: told.is_only_for_you ? "only-you" : "" },
    above(told),
    make("span", { className: `face ${isBot ? "bot" : ""}`, "aria-hidden": "true" }, told.author.username[0]),
    body,
    tools(told, shown, act),
  );
}

function above(told) {
  if (told.interaction) {
    return make("div", { className: "above" }, `${told.interaction.user.username} used /${told.interaction.name}`);
  }
  if (!told.message_reference) return null;
  const original = told.referenced_message;
  const quoted = original ? `${original.author.username}: ${original.content || firstText(original.components)}` : "a deleted message";
  return make("div", { className: "above" }, `↱ ${quoted.replace(/<@!?(\d+)>/g, (_, id) => `@${known.names.get(id)}`)}`);
}

/** Give how a layout begins, without what is marked in it. */
function firstText(components) {
  for (const each of components) {
    const found = each.type === 10 ? text(each.content).textContent : firstText(each.components ?? []);
    if (found) return found;
  }
  return "";
}

function content(told, shown, act) {
  if (told.is_loading) return [make("p", { className: "loading" }, `${told.author.username} ${LOADING}`)];
  const parts = [];
  if (told.content) parts.push(text(told.content));
  const apart = told.flags & (1 << 15) ? [] : told.attachments;
  parts.push(...apart.map((file) => attachment(file, act)));
  const context = {
    ...shown,
    look: act.look,
    press: (component) => act.use(told, component.custom_id),
    chosen: (component, values) => act.use(told, component.custom_id, values),
  };
  parts.push(...told.components.map((each) => component(each, context)));
  if (told.edited_timestamp && !told.is_only_for_you) parts.push(make("span", { className: "edited" }, "(edited)"));
  if (told.is_only_for_you) {
    const dismiss = make("button", { type: "button", className: "plain", onclick: () => act.dismiss(told) }, "Dismiss message");
    parts.push(make("p", { className: "only" }, "👁 Only you can see this · ", dismiss));
  }
  return parts;
}

function tools(told, shown, act) {
  if (told.is_loading) return null;
  const reply = told.is_only_for_you ? null : make("button", { type: "button", onclick: () => act.reply(told) }, "Reply");
  const menus = shown.menus.map((name) => make("button", { type: "button", onclick: () => act.menu(told, name) }, name));
  return make("div", { className: "tools" }, reply, ...menus);
}

function attachment(file, act) {
  if (file.content_type?.startsWith("image/")) return picture(file.url, file.description, act.look);
  return make("a", { className: "file", href: file.url, download: file.filename }, `📄 ${file.filename} · ${sized(file.size)}`);
}

function sized(bytes) {
  return bytes < 10_000 ? `${bytes} bytes` : `${Math.round(bytes / 1024)} KB`;
}

function picture(address, description, look) {
  const image = make("img", { src: address, alt: description ?? "" });
  image.addEventListener("click", () => look(address, description));
  return image;
}

function colour(number) {
  return `#${number.toString(16).padStart(6, "0")}`;
}

/** Give a component; `context` has what is chosen from, `press`, `chosen` and `look`. */
export function component(told, context) {
  const inner = () => (told.components ?? []).map((each) => component(each, context));
  switch (told.type) {
    case 1:
      return make("div", { className: "row" }, ...inner());
    case 2:
      return button(told, context);
    case 10:
      return text(told.content);
    case 12:
      return make("div", { className: "gallery" }, ...told.items.map((item) => picture(item.media.url, item.description, context.look)));
    case 14:
      return make("hr", { className: `${told.divider === false ? "bare" : ""} ${told.spacing === 2 ? "large" : ""}` });
    case 17: {
      const box = make("div", { className: "container" }, ...inner());
      if (told.accent_color != null) box.style.setProperty("--accent", colour(told.accent_color));
      return box;
    }
    default:
      if (told.type in SELECTS) return select(told, context, (values) => context.chosen(told, values));
      return make("p", { className: "refused" }, `This page does not draw components of type ${told.type}.`);
  }
}

function button(told, { press }) {
  const emoji = told.emoji?.name ? `${told.emoji.name} ` : "";
  const label = `${emoji}${told.label ?? ""}`;
  if (told.style === 5) return make("a", { className: "button link", href: told.url, target: "_blank", rel: "noreferrer" }, `${label} ↗`);
  return make(
    "button",
    { type: "button", className: `button style-${told.style}`, disabled: told.disabled, onclick: () => press(told) },
    label,
  );
}

/** Give a select that calls `choose` with the chosen values: at once for one, when it is closed for several. */
export function select(told, context, choose) {
  const offered = told.type === 3 ? told.options : offeredOf(told, context);
  const most = told.max_values ?? 1;
  const chosen = new Set([
    ...offered.filter((option) => option.default).map((option) => option.value),
    ...(told.default_values ?? []).map((value) => value.id),
  ]);
  const label = () => offered.filter(({ value }) => chosen.has(value)).map((option) => option.label).join(", ");
  const summary = make("summary", {}, label() || told.placeholder || "Make a selection");
  const box = make("details", { className: "select" }, summary);
  const list = make("ul", { role: "listbox" });
  let changed = false;
  const pick = (option) => {
    changed = true;
    if (most === 1) chosen.clear();
    if (chosen.has(option.value)) chosen.delete(option.value);
    else if (chosen.size < most) chosen.add(option.value);
    summary.textContent = label() || told.placeholder || "Make a selection";
    for (const item of list.children) item.setAttribute("aria-selected", chosen.has(item.dataset.value));
    if (most === 1) box.open = false;
  };
  for (const option of offered) {
    const described = option.description ? make("small", {}, option.description) : null;
    const item = make(
      "li",
      { role: "option", tabindex: "0", "data-value": option.value, "aria-selected": String(chosen.has(option.value)) },
      `${option.emoji?.name ? `${option.emoji.name} ` : ""}${option.label}`,
      described,
    );
    item.addEventListener("click", () => pick(option));
    item.addEventListener("keydown", (event) => event.key === "Enter" && pick(option));
    list.append(item);
  }
  box.append(list);
  if (told.disabled) box.setAttribute("inert", "");
  box.addEventListener("toggle", () => {
    if (!box.open && changed) {
      changed = false;
      choose([...chosen]);
    }
  });
  return box;
}

function offeredOf(told, { people, roles, channels }) {
  const named = (list, mark) => list.map(({ id, name }) => ({ value: id, label: `${mark}${name}` }));
  const texts = channels.filter(({ kind }) => kind !== "direct");
  return { 5: named(people, "@"), 6: named(roles, "@"), 7: named([...people, ...roles], "@"), 8: named(texts, "#") }[told.type];
}
