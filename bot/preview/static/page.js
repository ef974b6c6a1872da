// The page: who looks where, what they see, and what they do. The server tells all that is shown, and decides all.

import { message, select } from "./message.js";
import { known, make, text } from "./text.js";

const LOCALES = { "en-US": "English", de: "Deutsch", fr: "Français", "es-ES": "Español", ar: "العربية" };
const IDEAS = [
  "how many attacks on US forces since Oct 17?",
  "what happened at Al-Asad?",
  "what's new?",
  "latest airstrikes in Syria",
];
const asked = new URLSearchParams(location.search);
const here = { you: asked.get("you") ?? "", channel: asked.get("channel") ?? "", locale: asked.get("locale") ?? "en-US" };
const drawn = new Map();
const part = (id) => document.getElementById(id);

let shown = null;
let socket = null;
let filling = null;
let answering = null;

function look(changes) {
  Object.assign(here, changes);
  drawn.clear();
  part("messages").replaceChildren();
  listen();
}

function listen() {
  if (socket) {
    socket.onclose = null;
    socket.close();
  }
  const query = new URLSearchParams({ you: here.you, channel: here.channel });
  socket = new WebSocket(`ws://${location.host}/page/news?${query}`);
  socket.onmessage = ({ data }) => show(JSON.parse(data));
  socket.onclose = () => refuse("The preview has ended: start it anew with “sitrep preview”.");
}

function show(news) {
  shown = news;
  here.you = news.you;
  here.channel = news.channel;
  known.ahead = news.ahead_seconds;
  known.names = new Map([news.bot, ...news.people, ...news.roles, ...news.channels].map(({ id, name }) => [id, name]));
  showPlaces();
  showPeople();
  showMessages();
  part("typing").hidden = !news.is_typing;
  part("typing").textContent = `${news.bot.name} is typing…`;
  const now = new Date(Date.now() + news.ahead_seconds * 1000);
  part("now").textContent = `The bot's clock: ${now.toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" })} UTC`;
  document.body.dataset.ready = "yes";
}

function showPlaces() {
  part("server").textContent = shown.server;
  const open = (id) => () => look({ channel: id });
  const mark = { text: "# ", thread: "↳ ", direct: "@ " };
  const ordered = shown.channels
    .filter((place) => !place.parent)
    .flatMap((place) => [place, ...shown.channels.filter(({ parent }) => parent === place.id)]);
  const named = ordered.map((place) => ({ ...place, label: (mark[place.kind] ?? "# ") + place.name }));
  const direct = make("button", { type: "button", onclick: openDirect }, "@ Write to the bot directly");
  const hasDirect = named.some(({ kind }) => kind === "direct");
  const places = named.map(({ id, kind, label }) =>
    make("button", { type: "button", className: kind, onclick: open(id), "aria-current": id === here.channel }, label),
  );
  part("places").replaceChildren(...places, ...(hasDirect ? [] : [direct]));
  part("place").replaceChildren(
    ...named.map(({ id, label }) => make("option", { value: id, selected: id === here.channel }, label)),
    ...(hasDirect ? [] : [make("option", { value: "direct" }, "@ Write to the bot directly")]),
  );
  part("text").placeholder = `Ask “@${shown.bot.name} …” here, or type / for commands`;
}

function showPeople() {
  const people = shown.people.map(({ id, name, standing }) =>
    make(
      "button",
      { type: "button", "aria-pressed": String(id === here.you), onclick: () => look({ you: id, channel: placeFor() }) },
      name,
      make("small", {}, standing),
    ),
  );
  part("people").replaceChildren(make("legend", {}, "You are"), ...people);
}

function placeFor() {
  const place = shown.channels.find(({ id }) => id === here.channel);
  return place?.kind === "direct" ? "" : here.channel;
}

/** Draw anew what changed, so that an open select or a link under the pointer stays. */
function showMessages() {
  const list = part("messages");
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  const wanted = new Set(shown.messages.map(({ id }) => id));
  for (const [id, { element }] of drawn) {
    if (!wanted.has(id)) {
      element.remove();
      drawn.delete(id);
    }
  }
  for (const told of shown.messages) {
    const state = JSON.stringify(told);
    const before = drawn.get(told.id);
    if (before?.state === state) continue;
    const element = message(told, shown, acts);
    if (before) before.element.replaceWith(element);
    else list.append(element);
    drawn.set(told.id, { state, element });
  }
  if (atEnd) list.scrollTop = list.scrollHeight;
  for (const image of list.querySelectorAll("img")) {
    if (atEnd && !image.complete) image.addEventListener("load", () => (list.scrollTop = list.scrollHeight), { once: true });
  }
}

/** Do something in the server; gives what came of it, and says on the page why nothing did. */
async function act(name, fields, files = {}) {
  const form = new FormData();
  for (const [key, value] of Object.entries(here)) form.set(key, value);
  form.set("fields", JSON.stringify(fields));
  for (const [key, chosen] of Object.entries(files)) for (const file of chosen) form.append(key, file);
  const response = await fetch(`/page/${name}`, { method: "POST", body: form });
  const outcome = response.ok ? await response.json() : { refused: `The preview failed (${response.status}).` };
  refuse(outcome.refused);
  if (outcome.form) openForm(outcome);
  return outcome;
}

function refuse(reason) {
  part("refused").hidden = !reason;
  part("refused").textContent = reason ?? "";
}

const acts = {
  reply(told) {
    answering = told.id;
    part("answering").hidden = false;
    part("answering").replaceChildren(
      `Replying to ${told.author.username} `,
      make("button", { type: "button", className: "plain", onclick: stopAnswering }, "Cancel"),
    );
    part("text").focus();
  },
  menu: (told, name) => act("menu", { message: told.id, name }),
  use: (told, custom_id, values) => act("use", { message: told.id, custom_id, values }),
  dismiss: (told) => act("dismiss", { message: told.id }),
  look(address, description) {
    const dialog = part("picture");
    const close = make("button", { type: "button", onclick: () => dialog.close() }, "Close");
    dialog.replaceChildren(make("img", { src: address, alt: "" }), make("p", { dir: "auto" }, description ?? ""), close);
    dialog.showModal();
  },
};

function stopAnswering() {
  answering = null;
  part("answering").hidden = true;
}

async function openDirect() {
  const { channel } = await act("direct", {});
  if (channel) look({ channel });
}

// Writing: plain messages, and commands with their options.

function offerCommands() {
  const typed = part("text").value;
  const wanted = typed.startsWith("/") && !filling ? typed.slice(1).toLowerCase() : null;
  const found = wanted === null ? [] : shown.commands.filter(({ path }) => path.startsWith(wanted)).slice(0, 25);
  const nothing = wanted !== null && !found.length ? [make("small", {}, "No command of yours here begins like that.")] : [];
  part("offered").replaceChildren(
    ...nothing,
    ...found.map((command) =>
      make(
        "button",
        { type: "button", role: "option", onclick: () => fill(command) },
        make("strong", {}, `/${command.path}`),
        make("small", {}, command.description),
      ),
    ),
  );
}

function fill(command) {
  filling = { command, values: new Map(), files: {} };
  part("text").value = `/${command.path}`;
  part("offered").replaceChildren();
  part("filling").replaceChildren(...command.options.map((option) => field(option)));
  part("filling").hidden = command.options.length === 0;
  const first = part("filling").querySelector("input, textarea, select");
  (first ?? part("text")).focus();
}

function stopFilling() {
  filling = null;
  part("filling").replaceChildren();
  part("filling").hidden = true;
}

function field(option) {
  const keep = (value) => (value === "" ? filling.values.delete(option.name) : filling.values.set(option.name, value));
  const label = make("span", {}, option.name, option.required ? " *" : "");
  const described = make("small", {}, option.description);
  return make("label", { className: "field", "data-option": option.name }, label, control(option, keep), described);
}

function control(option, keep) {
  const choices = choicesOf(option);
  if (choices) {
    const offered = choices.map(({ name, value }) => make("option", { value: String(value) }, name));
    const list = make("select", {}, make("option", { value: "" }, ""), ...offered);
    list.addEventListener("change", () => {
      const chosen = choices.find(({ value }) => String(value) === list.value);
      keep(chosen ? chosen.value : "");
    });
    return list;
  }
  if (option.kind === "attachment") {
    const input = make("input", { type: "file" });
    input.addEventListener("change", () => (filling.files[option.name] = input.files));
    return input;
  }
  const isNumber = ["integer", "number"].includes(option.kind);
  const input = make("input", { type: isNumber ? "number" : "text", step: option.kind === "number" ? "any" : "1" });
  input.addEventListener("input", () => keep(isNumber && input.value !== "" ? Number(input.value) : input.value));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") send(event);
  });
  return option.autocomplete ? make("span", { className: "suggesting" }, input, suggestions(option, input, keep)) : input;
}

function choicesOf(option) {
  const named = (list) => list.map(({ id, name }) => ({ name, value: id }));
  if (option.choices?.length) return option.choices;
  switch (option.kind) {
    case "boolean":
      return [
        { name: "True", value: true },
        { name: "False", value: false },
      ];
    case "channel":
      return named(shown.channels.filter(({ kind }) => kind !== "direct"));
    case "user":
      return named(shown.people);
    case "role":
      return named(shown.roles);
    case "mentionable":
      return named([...shown.people, ...shown.roles]);
    default:
      return null;
  }
}

function suggestions(option, input, keep) {
  const list = make("span", { className: "suggested", role: "listbox" });
  let waiting = 0;
  const ask = async () => {
    if (!filling) return;
    const options = { ...Object.fromEntries(filling.values), [option.name]: input.value };
    const { choices } = await act("suggest", { path: filling.command.path, options, focused: option.name });
    const take = (choice) => () => {
      input.value = choice.name;
      keep(choice.value);
      list.replaceChildren();
    };
    list.replaceChildren(...(choices ?? []).map((each) => make("button", { type: "button", onclick: take(each) }, each.name)));
  };
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 150);
  };
  input.addEventListener("input", soon);
  input.addEventListener("focus", soon);
  input.addEventListener("blur", () => setTimeout(() => list.replaceChildren(), 200));
  return list;
}

async function send(event) {
  event.preventDefault();
  const typed = part("text").value.trim();
  const exact = shown.commands.find(({ path }) => typed === `/${path}`);
  if (!filling && exact) {
    fill(exact);
    if (exact.options.length) return;
  }
  if (filling) {
    const { command, values, files } = filling;
    const missing = command.options.find(({ name, required, kind }) => required && !values.has(name) && kind !== "attachment");
    if (missing) {
      refuse(`/${command.path} needs “${missing.name}”.`);
      return;
    }
    part("text").value = "";
    stopFilling();
    await act("command", { path: command.path, options: Object.fromEntries(values) }, files);
    return;
  }
  const files = [...part("files").files];
  if (!typed && !files.length) return;
  if (typed.startsWith("/")) {
    refuse(`${shown.bot.name} has no command ${typed.split(" ")[0]} for you here. Type / to see those it has.`);
    return;
  }
  part("text").value = "";
  part("files").value = "";
  const reply_to = answering ?? undefined;
  stopAnswering();
  await act("say", { text: typed, reply_to }, { files });
}

// Forms that the bot shows.

function openForm({ form, title, components }) {
  const dialog = part("form");
  const entries = {};
  const told = make("p", { className: "refused", role: "alert" });
  const submit = async (event) => {
    event.preventDefault();
    const outcome = await act("submit", { form, entries });
    told.textContent = outcome.refused ?? "";
    if (!outcome.refused && !outcome.form) dialog.close();
  };
  const buttons = make(
    "div",
    { className: "row" },
    make("button", { type: "button", className: "button style-2", onclick: () => dialog.close() }, "Cancel"),
    make("button", { type: "submit", className: "button style-1" }, "Submit"),
  );
  const rows = components.map((each) => row(each, entries));
  dialog.replaceChildren(make("form", { onsubmit: submit }, make("h2", {}, title), ...rows, told, buttons));
  dialog.showModal();
}

function row({ label, description, component }, entries) {
  const described = description ? make("small", {}, description) : null;
  const mark = component.required === false ? "" : " *";
  return make("div", { className: "field" }, make("span", {}, label + mark), described, entry(component, label, entries));
}

function entry(told, label, entries) {
  if (told.type === 4) {
    const common = { "aria-label": label, maxlength: told.max_length, placeholder: told.placeholder };
    const input = told.style === 2 ? make("textarea", { rows: "5", ...common }) : make("input", { type: "text", ...common });
    input.value = told.value ?? "";
    entries[label] = input.value;
    input.addEventListener("input", () => (entries[label] = input.value));
    return input;
  }
  const chosen = (told.options ?? []).filter((option) => option.default).map((option) => option.value);
  if (chosen.length) entries[label] = chosen;
  return select(told, shown, (values) => (entries[label] = values));
}

// What stands on the page before anything is told.

function begin() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = asked.get("theme") ?? (dark ? "dark" : "light");
  part("theme").addEventListener("click", () => {
    const { dataset } = document.documentElement;
    dataset.theme = dataset.theme === "dark" ? "light" : "dark";
  });
  for (const [code, name] of Object.entries(LOCALES)) {
    part("locale").append(make("option", { value: code, selected: code === here.locale }, name));
  }
  part("locale").addEventListener("change", ({ target }) => (here.locale = target.value));
  part("place").addEventListener("change", ({ target }) => (target.value === "direct" ? openDirect() : look({ channel: target.value })));
  part("ideas").append(
    make("h2", {}, "To try"),
    ...IDEAS.map(idea),
    make("p", {}, "As otto: /settings, /sources add, /alerts add."),
    make("p", {}, "The sample ends on 22 Dec 2023, and so the bot's clock stands there. Sources that you add are read on from there, as “sitrep run” does."),
  );
  part("text").addEventListener("input", () => {
    if (filling && part("text").value !== `/${filling.command.path}`) stopFilling();
    const begun = shown.commands.find(({ path }) => part("text").value === `/${path} `);
    if (begun && !filling) fill(begun);
    else offerCommands();
  });
  part("text").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    const offered = part("offered").querySelector("button");
    const isWhole = shown.commands.some(({ path }) => part("text").value.trim() === `/${path}`);
    if (offered && !isWhole) {
      event.preventDefault();
      offered.click();
    } else send(event);
  });
  part("composer").addEventListener("submit", send);
  document.addEventListener("click", ({ target }) => {
    const path = target.dataset?.command;
    const command = path && shown.commands.find((each) => each.path === path);
    if (command) fill(command);
    for (const open of document.querySelectorAll("details.select[open]")) if (!open.contains(target)) open.open = false;
  });
  listen();
}

function idea(question) {
  const write = () => {
    part("text").value = `@${shown.bot.name} ${question}`;
    part("text").focus();
  };
  return make("button", { type: "button", onclick: write }, question);
}

begin();
