#include "tui/script.h"

#include "base/i18n.h"
#include "text/utf8.h"
#include "tui/canvas.h"

struct parser {
    struct sv text;
    size_t at;
    size_t counted; /* up to here the lines are counted */
    uint32_t line;  /* there */
    bool over;      /* the step would be one too many */
    const char *name;
    struct steps *out;
    struct err *e;
};

/* ---- where a mistake is ---- */

/* Asked for places in the order of the text: all of them together cost one pass over it. */
static uint32_t line_of(struct parser *p, size_t at)
{
    for (; p->counted < at; p->counted++)
        p->line += p->text.ptr[p->counted] == '\n';
    return p->line;
}

static bool wrong(struct parser *p, size_t at, const char *why, struct sv what)
{
    size_t start = at;
    while (start > 0 && p->text.ptr[start - 1] != '\n')
        start--;
    uint32_t column = (uint32_t)utf8_length(sv_sub(p->text, start, at)) + 1;
    return err_set(p->e, ERR_USAGE, "%s:%u:%u: %s<%.*s>", p->name, line_of(p, at), column, why,
                   SV_ARG(what));
}

/* ---- steps ---- */

static bool has_room(const struct parser *p, int64_t steps)
{
    return p->out->len <= SCRIPT_MAX_STEPS && steps <= (int64_t)(SCRIPT_MAX_STEPS - p->out->len);
}

static bool too_long(struct parser *p, size_t at, struct sv what)
{
    struct str why = {0};
    str_add_f(&why, _("脚本超过 %d 步，到这里为止："), SCRIPT_MAX_STEPS);
    wrong(p, at, why.ptr, what);
    str_release(&why);
    return false;
}

static struct step *add(struct parser *p, enum step_kind kind, size_t at)
{
    struct step *step = vec_add(p->out);
    step->kind = kind;
    step->line = line_of(p, at);
    return step;
}

/* The characters <Type:…> draws from: common ones, so that they look like prose. */
static const char common[] = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成"
                             "会可主发年动同工也能下过子说产种面而方后"
                             "多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加"
                             "量都两体制机当使点从业本去把性好应开它合"
                             "还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反"
                             "你明看原又么利比或但质气第向道命此变条只"
                             "没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位"
                             "入常文总次品式活设及管特件长求老头基资边";

static void add_typing(struct parser *p, size_t at, int64_t count, int64_t seed)
{
    uint32_t state = (uint32_t)seed * 2654435761u + 1;
    size_t choices = (sizeof common - 1) / 3;
    uint32_t line = line_of(p, at);
    for (int64_t i = 0; i < count; i++) {
        state = state * 1664525u + 1013904223u;
        struct step *step = vec_add(p->out);
        *step = (struct step){.kind = STEP_KEY, .key = {.code = K_CHAR}, .line = line};
        utf8_decode(sv_make(common + (state >> 8) % choices * 3, 3), 0, &step->key.cp);
    }
}

/* "300" or "300@7". */
static bool parse_typing(struct parser *p, size_t at, struct sv argument)
{
    size_t mark = sv_find_byte(argument, '@', 0);
    int64_t count, seed = 1;
    bool ok =
        sv_number(sv_sub(argument, 0, mark), 0, SCRIPT_MAX_STEPS, &count) &&
        (mark == SV_NONE || sv_number(sv_from_offset(argument, mark + 1), 0, UINT32_MAX, &seed));
    p->over = ok && !has_room(p, count);
    if (ok && !p->over)
        add_typing(p, at, count, seed);
    return ok && !p->over;
}

static bool parse_size(struct parser *p, size_t at, struct sv argument)
{
    size_t x = sv_find_byte(argument, 'x', 0);
    int64_t cols, rows;
    if (x == SV_NONE || !sv_number(sv_sub(argument, 0, x), 1, SCREEN_MAX, &cols) ||
        !sv_number(sv_from_offset(argument, x + 1), 1, SCREEN_MAX, &rows))
        return false;
    add(p, STEP_RESIZE, at)->key =
        (struct key){.code = K_RESIZE, .cols = (uint16_t)cols, .rows = (uint16_t)rows};
    return true;
}

static bool parse_paste(struct parser *p, size_t at, struct sv argument)
{
    if (sv_starts(argument, SV("@")) && argument.len > 1) {
        add(p, STEP_PASTE_FILE, at)->text = sv_from_offset(argument, 1);
        return true;
    }
    struct step *step = add(p, STEP_KEY, at);
    step->key = (struct key){.code = K_PASTE, .text = argument};
    step->text = argument;
    return true;
}

static bool parse_sleep(struct parser *p, size_t at, struct sv argument)
{
    int64_t ms;
    if (!sv_number(argument, 0, 600000, &ms))
        return false;
    add(p, STEP_SLEEP, at)->number = (uint32_t)ms;
    return true;
}

static const struct {
    const char *verb;
    bool (*parse)(struct parser *p, size_t at, struct sv argument); /* NULL: kept as it is */
    enum step_kind kind;
} verbs[] = {
    {"Type", parse_typing, STEP_KEY},    {"Paste", parse_paste, STEP_KEY},
    {"Expect", NULL, STEP_EXPECT},       {"Shot", NULL, STEP_SHOT},
    {"Resize", parse_size, STEP_RESIZE}, {"Sleep", parse_sleep, STEP_SLEEP},
    {"Signal", NULL, STEP_SIGNAL},       {"Mark", NULL, STEP_MARK},
    {"Await", NULL, STEP_AWAIT},         {"Snap", NULL, STEP_SNAP},
};

static bool parse_verb(struct parser *p, size_t at, struct sv inside, size_t colon)
{
    struct sv verb = sv_sub(inside, 0, colon), argument = sv_from_offset(inside, colon + 1);
    if (!has_room(p, 1))
        return too_long(p, at, inside);
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
        if (!sv_eq(verb, sv_from(verbs[i].verb)))
            continue;
        if (!verbs[i].parse) {
            add(p, verbs[i].kind, at)->text = argument;
            return true;
        }
        return verbs[i].parse(p, at, argument) ||
               (p->over ? too_long(p, at, inside) : wrong(p, at, _("这一步的写法不对："), inside));
    }
    return wrong(p, at, _("没有这样的步骤："), inside);
}

/* "Down*200"; a key may itself be "*". */
static bool parse_key(struct parser *p, size_t at, struct sv inside)
{
    struct sv name = inside;
    int64_t times = 1;
    size_t star = sv_find_byte(inside, '*', 1);
    if (star != SV_NONE && sv_number(sv_from_offset(inside, star + 1), 0, SCRIPT_MAX_STEPS, &times))
        name = sv_sub(inside, 0, star);
    struct key key;
    if (!key_by_name(name, &key))
        return wrong(p, at, _("没有这样的键："), inside);
    if (!has_room(p, times))
        return too_long(p, at, inside);
    uint32_t line = line_of(p, at);
    for (int64_t i = 0; i < times; i++)
        vec_push(p->out, (struct step){.kind = STEP_KEY, .key = key, .line = line});
    return true;
}

static bool parse_brackets(struct parser *p)
{
    enum { SHOWN = 16 }; /* characters */
    size_t at = p->at, end = sv_find_byte(p->text, '>', at);
    struct sv rest = sv_from_offset(p->text, at + 1);
    if (end == SV_NONE || end == at + 1)
        return wrong(p, at, _("“<”没有配上“>”；要打“<”本身请写 <lt>："),
                     sv_sub(rest, 0, utf8_offset(rest, SHOWN)));
    struct sv inside = sv_sub(p->text, at + 1, end);
    size_t colon = sv_find_byte(inside, ':', 0);
    p->at = end + 1;
    /* <:> would be a key. */
    return colon == SV_NONE || colon <= 1 ? parse_key(p, at, inside)
                                          : parse_verb(p, at, inside, colon);
}

static bool parse_text(struct parser *p)
{
    char32_t cp;
    size_t at = p->at, len = utf8_decode(p->text, at, &cp);
    p->at += len;
    if (cp == '\n' || cp == '\r')
        return true;
    if (!has_room(p, 1))
        return too_long(p, at, sv_sub(p->text, at, at + len));
    add(p, STEP_KEY, at)->key = (struct key){.code = K_CHAR, .cp = cp};
    return true;
}

bool script_parse(struct sv script, const char *name, struct steps *out, struct err *e)
{
    struct parser p = {.text = script, .line = 1, .name = name, .out = out, .e = e};
    size_t bad, before = out->len;
    if (!utf8_valid(script, &bad))
        return err_set(e, ERR_REFUSED, _("%s：第 %zu 个字节不是 UTF-8 文字。"), name, bad + 1);
    while (p.at < script.len) {
        bool ok = script.ptr[p.at] == '<' ? parse_brackets(&p) : parse_text(&p);
        if (!ok) {
            out->len = before;
            return false;
        }
    }
    return true;
}
