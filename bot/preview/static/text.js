// Discord's markdown as nodes: never as HTML, so that no text can be more than text.

const INLINE = [
  ["code", /^`([^`\n]+)`/],
  ["escape", /^\\([^\w\s])/],
  ["time", /^<t:(-?\d+)(?::([tTdDfFRsS]))?>/],
  ["user", /^<@!?(\d+)>/],
  ["role", /^<@&(\d+)>/],
  ["channel", /^<#(\d+)>/],
  ["command", /^<\/([^:>]+):\d+>/],
  ["bare", /^<(https?:\/\/[^>\s]+)>/],
  ["link", /^\[((?:\\.|[^\]\\])+)\]\(<?(https?:\/\/[^\s<>]+?)>?\)/],
  ["address", /^https?:\/\/[^\s<>)]+/],
  ["both", /^\*\*\*([^]+?)\*\*\*/],
  ["strong", /^\*\*([^]+?)\*\*(?!\*)/],
  ["u", /^__([^]+?)__/],
  ["em", /^\*(?!\s)([^*]+?)\*/],
  ["em", /^_(?!\s)((?:\\.|[^_\\])+)_(?!\w)/],
  ["s", /^~~([^]+?)~~/],
  ["spoiler", /^\|\|([^]+?)\|\|/],
];

/** Names of mentioned people, roles and channels by id, and how far the bot's clock is ahead, in seconds. */
export const known = { names: new Map(), ahead: 0 };

/** Give an element with classes, attributes and children. */
export function make(tag, { className = "", ...attributes } = {}, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== null));
  return element;
}

/** Give a text's blocks: headings, lists, quotes, code, small print, and lines as they stand. */
export function text(source) {
  const block = make("div", { className: "text", dir: "auto" });
  const lines = source.split("\n");
  for (let i = 0; i < lines.length; ) {
    const fence = /^```(\w*)$/.exec(lines[i].trim());
    if (fence) {
      const end = lines.findIndex((line, number) => number > i && line.trim() === "```");
      const last = end < 0 ? lines.length : end;
      block.append(make("pre", {}, lines.slice(i + 1, last).join("\n")));
      i = last + 1;
      continue;
    }
    const kind = kindOf(lines[i]);
    let last = i + 1;
    if (kind.gathers) while (last < lines.length && kindOf(lines[last]).name === kind.name) last += 1;
    block.append(drawn(kind, lines.slice(i, last)));
    i = last;
  }
  return block;
}

const KINDS = [
  { name: "heading", pattern: /^(#{1,3}) (.*)$/ },
  { name: "small", pattern: /^-# (.*)$/ },
  { name: "quote", pattern: /^> ?(.*)$/, gathers: true },
  { name: "list", pattern: /^( *)[-*] (.*)$/, gathers: true },
  { name: "numbers", pattern: /^( *)(\d+)\. (.*)$/, gathers: true },
];

function kindOf(line) {
  return KINDS.find(({ pattern }) => pattern.test(line)) ?? { name: "line" };
}

function drawn({ name, pattern }, lines) {
  const match = pattern?.exec(lines[0]);
  switch (name) {
    case "heading":
      return make(`h${match[1].length + 2}`, {}, ...inline(match[2]));
    case "small":
      return make("small", { dir: "auto" }, ...inline(match[1]));
    case "quote":
      return make("blockquote", { dir: "auto" }, ...inline(lines.map((line) => pattern.exec(line)[1]).join("\n")));
    case "list":
      return make("ul", {}, ...lines.map((line) => make("li", { dir: "auto" }, ...inline(pattern.exec(line)[2]))));
    case "numbers":
      return make("ol", { start: match[2] }, ...lines.map((line) => make("li", {}, ...inline(pattern.exec(line)[3]))));
    default:
      return make("p", { dir: "auto" }, ...inline(lines[0]));
  }
}

/** Give a line's parts: plain text, and what is marked in it. */
export function inline(source) {
  const parts = [];
  let plain = "";
  for (let i = 0; i < source.length; ) {
    const rest = source.slice(i);
    const inWord = /\w$/.test(plain) && rest[0] === "_";
    const found = inWord ? undefined : INLINE.map(([name, pattern]) => [name, pattern.exec(rest)]).find(([, match]) => match);
    if (!found) {
      plain += source[i];
      i += 1;
      continue;
    }
    if (plain) parts.push(plain);
    plain = "";
    parts.push(marked(...found));
    i += found[1][0].length;
  }
  if (plain) parts.push(plain);
  return parts;
}

function marked(name, match) {
  switch (name) {
    case "code":
      return make("code", {}, match[1]);
    case "escape":
      return match[1];
    case "time":
      return moment(Number(match[1]), match[2] ?? "f");
    case "user":
    case "role":
      return make("span", { className: "mention" }, `@${known.names.get(match[1]) ?? "unknown"}`);
    case "channel":
      return make("span", { className: "mention" }, `#${known.names.get(match[1]) ?? "unknown"}`);
    case "command":
      return make("button", { type: "button", className: "mention", "data-command": match[1] }, `/${match[1]}`);
    case "bare":
      return anchor(match[1], match[1]);
    case "address":
      return anchor(match[0], match[0]);
    case "link":
      return anchor(match[2], ...inline(match[1]));
    case "both":
      return make("strong", {}, make("em", {}, ...inline(match[1])));
    case "spoiler":
      return make("span", { className: "spoiler", tabindex: "0" }, ...inline(match[1]));
    default:
      return make(name, {}, ...inline(match[1]));
  }
}

function anchor(address, ...shown) {
  return make("a", { href: address, target: "_blank", rel: "noreferrer noopener" }, ...shown);
}

const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
};

function moment(seconds, style) {
  const day = new Date(seconds * 1000);
  const whole = new Intl.DateTimeFormat("en-GB", STYLES.F).format(day);
  const shown = style === "R" ? relative(seconds) : new Intl.DateTimeFormat("en-GB", STYLES[style]).format(day);
  return make("time", { datetime: day.toISOString(), title: whole }, shown);
}

const SPANS = [
  [60, 1, "second"],
  [3600, 60, "minute"],
  [86_400, 3600, "hour"],
  [2_592_000, 86_400, "day"],
  [31_536_000, 2_592_000, "month"],
  [Infinity, 31_536_000, "year"],
];

/** Say how long ago a moment is by the bot's clock; what is later than that came from the web of today. */
export function relative(seconds) {
  const now = Date.now() / 1000;
  const later = seconds - (now + known.ahead);
  const since = later > 86_400 ? seconds - now : later;
  const [, unit, name] = SPANS.find(([below]) => Math.abs(since) < below);
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.round(since / unit), name);
}
