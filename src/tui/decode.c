#include "tui/decode.h"

#include <string.h>

#include "text/utf8.h"

enum { BURST_FROM = 9 }; /* characters at once that no hand types */

static const char paste_start[] = "\033[200~";
static const char paste_end[] = "\033[201~";

void decoder_release(struct decoder *d)
{
    str_release(&d->pending);
    str_release(&d->paste);
}

/* More than eight characters at once, a newline among them and not only at the end, and nothing but
 * text. */
static bool is_burst(struct sv bytes)
{
    size_t characters = 0;
    bool newline_inside = false;
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char byte = (unsigned char)bytes.ptr[i];
        bool newline = byte == '\r' || byte == '\n';
        if (byte < ' ' && !newline && byte != '\t')
            return false;
        characters += (byte & 0xC0) != 0x80;
        newline_inside |= newline && i + 1 < bytes.len;
    }
    return characters >= BURST_FROM && newline_inside;
}

void decoder_feed(struct decoder *d, struct sv bytes)
{
    if (d->pending.len == 0 && !d->pasting)
        d->burst = is_burst(bytes);
    str_add(&d->pending, bytes);
}

bool decoder_waiting(const struct decoder *d)
{
    return d->pending.len > 0 || d->pasting || d->skipping != SKIPS_NOTHING;
}

static void drop(struct decoder *d, size_t bytes)
{
    str_splice(&d->pending, 0, bytes, SV(""));
}

/* ---- pastes ---- */

/* Broken bytes in a paste are shown as what they are: unreadable. */
static void make_valid(struct str *text)
{
    struct str valid = {0};
    size_t at = 0, bad;
    while (!utf8_valid(sv_from_offset(str_sv(text), at), &bad)) {
        str_add(&valid, sv_sub(str_sv(text), at, at + bad));
        str_add(&valid, SV("\xEF\xBF\xBD"));
        at += bad + 1;
    }
    if (at == 0)
        return;
    str_add(&valid, sv_from_offset(str_sv(text), at));
    str_move(text, &valid);
}

static bool finish_paste(struct decoder *d, struct key *out)
{
    *out = (struct key){.code = K_PASTE_TOO_LARGE};
    if (d->too_large)
        return true;
    make_valid(&d->paste);
    *out = (struct key){.code = K_PASTE, .text = str_sv(&d->paste)};
    return true;
}

static bool take_burst(struct decoder *d, struct key *out)
{
    d->burst = d->too_large = false;
    str_move(&d->paste, &d->pending);
    return finish_paste(d, out);
}

/* Half a text in a field would be worse than none. */
static void keep_pasted(struct decoder *d, struct sv bytes)
{
    d->too_large |= bytes.len > PASTE_MAX_BYTES - d->paste.len;
    if (d->too_large)
        str_release(&d->paste);
    else
        str_add(&d->paste, bytes);
}

/* Everything up to the closing bracket; a paste that never closes ends when the terminal falls
 * silent. */
static bool take_paste(struct decoder *d, bool idle, struct key *out)
{
    size_t end = sv_find(str_sv(&d->pending), sv_from(paste_end), 0);
    size_t take = end != SV_NONE ? end : d->pending.len;
    if (end == SV_NONE && !idle) {
        /* The bracket itself may have come in two parts. */
        size_t keep = sizeof paste_end - 2;
        take = take > keep ? take - keep : 0;
    }
    keep_pasted(d, sv_sub(str_sv(&d->pending), 0, take));
    drop(d, end != SV_NONE ? end + sizeof paste_end - 1 : take);
    if (end == SV_NONE && !idle)
        return false;
    d->pasting = false;
    return finish_paste(d, out);
}

/* ---- escape sequences ---- */

static const struct {
    char final;
    enum key_code code;
} letters[] = {
    {'A', K_UP},  {'B', K_DOWN}, {'C', K_RIGHT},  {'D', K_LEFT},   {'H', K_HOME},
    {'F', K_END}, {'P', K_F1},   {'Q', K_F1 + 1}, {'R', K_F1 + 2}, {'S', K_F1 + 3},
};

static const struct {
    int number;
    enum key_code code;
} numbers[] = {
    {1, K_HOME},      {2, K_INSERT},  {3, K_DELETE},  {4, K_END},      {5, K_PAGE_UP},
    {6, K_PAGE_DOWN}, {7, K_HOME},    {8, K_END},     {11, K_F1},      {12, K_F1 + 1},
    {13, K_F1 + 2},   {14, K_F1 + 3}, {15, K_F1 + 4}, {17, K_F1 + 5},  {18, K_F1 + 6},
    {19, K_F1 + 7},   {20, K_F1 + 8}, {21, K_F1 + 9}, {23, K_F1 + 10}, {24, K_F12},
};

static enum key_code by_letter(char final)
{
    for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++)
        if (letters[i].final == final)
            return letters[i].code;
    return K_NONE;
}

static enum key_code by_number(int number)
{
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        if (numbers[i].number == number)
            return numbers[i].code;
    return K_NONE;
}

/* xterm's parameter: 1 and a bit for each modifier. */
static unsigned mods_of(int parameter)
{
    unsigned bits = parameter > 1 ? (unsigned)(parameter - 1) : 0;
    return (bits & 1 ? MOD_SHIFT : 0u) | (bits & 2 ? MOD_ALT : 0u) | (bits & 4 ? MOD_CTRL : 0u);
}

/* A character as CSI u and its elder kin report it. */
static void char_key(int cp, unsigned mods, struct key *out)
{
    static const struct {
        int cp;
        enum key_code code;
    } named[] = {{13, K_ENTER}, {9, K_TAB}, {27, K_ESC}, {127, K_BACKSPACE}, {8, K_BACKSPACE}};
    *out = (struct key){.code = K_CHAR, .mods = mods, .cp = (char32_t)cp};
    for (size_t i = 0; i < sizeof named / sizeof named[0]; i++)
        if (named[i].cp == cp)
            *out = (struct key){.code = named[i].code, .mods = mods};
    if (out->code == K_CHAR && !key_is_text((char32_t)cp))
        *out = (struct key){.code = K_NONE};
    if (out->code == K_CHAR && (mods & MOD_CTRL) && cp >= 'A' && cp <= 'Z')
        out->cp += 'a' - 'A';
    if (out->code == K_CHAR && !(mods & (MOD_CTRL | MOD_ALT)))
        out->mods = 0;
}

/* rxvt: ~ ^ $ @ for plain, Ctrl, Shift, both; small letters for shifted arrows. */
static bool rxvt_key(char final, int number, struct key *out)
{
    if (final >= 'a' && final <= 'd') {
        *out = (struct key){.code = by_letter((char)(final - 'a' + 'A')), .mods = MOD_SHIFT};
        return true;
    }
    unsigned mods = final == '^' ? MOD_CTRL : final == '$' ? MOD_SHIFT : MOD_CTRL | MOD_SHIFT;
    if (final != '^' && final != '$' && final != '@')
        return false;
    *out = (struct key){.code = by_number(number), .mods = mods};
    return true;
}

/* Where the cursor is (ESC [ row;column R) looks like F3, whose first parameter is always 1. */
static bool is_report(char final, int first)
{
    return final == 'R' && first > 1;
}

static void csi_key(char final, const int *parameters, int count, struct key *out)
{
    int first = count > 0 ? parameters[0] : 0;
    unsigned mods = count > 1 ? mods_of(parameters[1]) : 0;
    *out = (struct key){.code = K_NONE};
    if (final == 'u')
        char_key(first, mods, out);
    else if (final == '~' && first == 27 && count > 2)
        char_key(parameters[2], mods, out);
    else if (final == '~')
        *out = (struct key){.code = by_number(first), .mods = mods};
    else if (final == 'Z')
        *out = (struct key){.code = K_TAB, .mods = MOD_SHIFT};
    else if (!is_report(final, first) && !rxvt_key(final, first, out))
        *out = (struct key){.code = by_letter(final), .mods = mods};
}

/* ESC [ parameters final. The length in bytes, 0 while it is not whole. */
static size_t decode_csi(struct sv s, struct key *out)
{
    enum { MOST = 4, MOUSE_REPORT = 6 };
    int parameters[MOST] = {0}, count = 0;
    bool digits = false, private = false;
    /* The Linux console's F1 to F5. */
    if (s.len > 2 && s.ptr[2] == '[') {
        if (s.len < 4)
            return 0;
        bool known = s.ptr[3] >= 'A' && s.ptr[3] <= 'E';
        *out = (struct key){.code = known ? (enum key_code)(K_F1 + s.ptr[3] - 'A') : K_NONE};
        return 4;
    }
    /* A mouse that another program left on: M and three bytes that may be anything. */
    if (s.len > 2 && s.ptr[2] == 'M') {
        *out = (struct key){.code = K_NONE};
        return s.len < MOUSE_REPORT ? 0 : MOUSE_REPORT;
    }
    for (size_t i = 2; i < s.len; i++) {
        char c = s.ptr[i];
        if (c >= '0' && c <= '9') {
            if (count < MOST && parameters[count] < 100000)
                parameters[count] = parameters[count] * 10 + (c - '0');
            digits = true;
        } else if (c == ';' || c == ':') {
            count += count < MOST - 1;
            digits = true;
        } else if (c >= '<' && c <= '?') {
            private = true;
        } else if (c >= '@' || c == '$') {
            csi_key(c, parameters, digits ? count + 1 : 0, out);
            if (private)
                *out = (struct key){.code = K_NONE};
            return i + 1;
        } else if (c < ' ') {
            *out = (struct key){.code = K_NONE};
            return i;
        }
    }
    return 0;
}

/* ESC O final: application keys, F1 to F4, the numeric pad. */
static size_t decode_ss3(struct sv s, struct key *out)
{
    if (s.len < 3)
        return 0;
    char final = s.ptr[2];
    *out = (struct key){.code = by_letter(final)};
    if (final >= 'a' && final <= 'd')
        *out = (struct key){.code = by_letter((char)(final - 'a' + 'A')), .mods = MOD_CTRL};
    else if (final == 'M')
        *out = (struct key){.code = K_ENTER};
    else if (final >= 'p' && final <= 'y')
        *out = (struct key){.code = K_CHAR, .cp = (char32_t)('0' + final - 'p')};
    else if (final >= 'j' && final <= 'o')
        *out = (struct key){.code = K_CHAR, .cp = (char32_t)"*+,-./"[final - 'j']};
    return 3;
}

/* ---- single bytes ---- */

static size_t decode_control(unsigned char byte, struct key *out)
{
    switch (byte) {
    case '\r':
    case '\n':
        *out = (struct key){.code = K_ENTER};
        break;
    case '\t':
        *out = (struct key){.code = K_TAB};
        break;
    case 8:
    case 127:
        *out = (struct key){.code = K_BACKSPACE};
        break;
    case 0:
        *out = (struct key){.code = K_CHAR, .mods = MOD_CTRL, .cp = '@'};
        break;
    default:
        *out = (struct key){.code = K_CHAR,
                            .mods = MOD_CTRL,
                            .cp = byte < 27 ? (char32_t)('a' + byte - 1) : (char32_t)(byte + 64)};
    }
    return 1;
}

/* The length a UTF-8 character should have by its first byte, 1 for what starts none. */
static size_t expected_length(unsigned char first)
{
    return first >= 0xF0 && first < 0xF5 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1;
}

static size_t decode_text(struct sv s, bool idle, struct key *out)
{
    size_t want = expected_length((unsigned char)s.ptr[0]);
    if ((unsigned char)s.ptr[0] >= 0xF5)
        want = 1;
    if (s.len < want && !idle && utf8_valid(sv_sub(s, 0, 1), NULL) == false) {
        for (size_t i = 1; i < s.len; i++)
            if (((unsigned char)s.ptr[i] & 0xC0) != 0x80)
                want = i;
        if (s.len < want)
            return 0;
    }
    char32_t cp;
    size_t len = utf8_decode(s, 0, &cp);
    bool bad = cp == 0xFFFD && len == 1;
    *out = (struct key){.code = bad ? K_NONE : K_CHAR, .cp = cp};
    return len;
}

/* A sequence after ESC at `s`; 0 while it is not whole, SIZE_MAX when it is none. */
static size_t decode_sequence(struct sv s, struct key *out)
{
    if (s.len > 1 && s.ptr[1] == '[')
        return decode_csi(s, out);
    if (s.len > 1 && s.ptr[1] == 'O')
        return decode_ss3(s, out);
    return SIZE_MAX;
}

static size_t decode_escape(struct sv s, bool idle, struct key *out)
{
    size_t len = decode_sequence(s, out);
    if (len != SIZE_MAX && len > 0)
        return len;
    struct sv rest = sv_from_offset(s, 1);
    bool doubled = rest.len && rest.ptr[0] == '\033';
    if (len == SIZE_MAX && rest.len && !doubled) {
        unsigned char byte = (unsigned char)rest.ptr[0];
        len = byte < ' ' || byte == 127 ? decode_control(byte, out) : decode_text(rest, idle, out);
        out->mods |= MOD_ALT;
        return len ? len + 1 : 0;
    }
    if (doubled) {
        /* Alt with a key that is a sequence itself; else ESC was pressed twice. */
        len = decode_sequence(rest, out);
        if (len == SIZE_MAX && rest.len == 1)
            len = 0;
        else if (len != SIZE_MAX && len > 0) {
            out->mods |= MOD_ALT;
            return len + 1;
        }
    }
    /* Half a sequence and then silence: the person pressed ESC and something else. */
    bool whole = len == SIZE_MAX && doubled;
    *out = (struct key){.code = K_ESC};
    return whole || idle ? 1 : 0;
}

/* ---- what is swallowed ---- */

/* A parameter or an intermediate byte of a control sequence (ECMA-48, 5.4). */
static bool is_parameter(char c)
{
    return c >= ' ' && c <= '?';
}

static bool is_endless(struct sv s)
{
    size_t i = 2;
    while (i < s.len && i <= SEQUENCE_MAX_BYTES && is_parameter(s.ptr[i]))
        i++;
    return i > SEQUENCE_MAX_BYTES;
}

/* An answer of a terminal, by how such answers begin; anything else may be Alt with a letter. */
static bool is_answer(char kind, char next)
{
    return (kind == ']' && next >= '0' && next <= '9') ||
           (kind == 'P' && next && strchr("0123456789>!$+", next)) || (kind == '_' && next == 'G');
}

/* What begins at the ESC that `s` starts with. */
static enum skipped skip_from(struct sv s)
{
    if (s.len > 1 && s.ptr[1] == '\033')
        s = sv_from_offset(s, 1);
    if (s.len < 3)
        return SKIPS_NOTHING;
    if (s.ptr[1] == '[')
        return is_endless(s) ? SKIPS_PARAMETERS : SKIPS_NOTHING;
    return is_answer(s.ptr[1], s.ptr[2]) ? SKIPS_STRING : SKIPS_NOTHING;
}

/* The bytes of a string at the start of `s`, its terminator (BEL or ESC \) among them. A control
 * of another kind is not part of it: a person pressed a key. */
static size_t string_part(struct sv s, bool *ended)
{
    size_t at = 0;
    while (at < s.len && (unsigned char)s.ptr[at] >= ' ')
        at++;
    *ended = at < s.len;
    if (at == s.len)
        return at;
    if (s.ptr[at] == '\a')
        return at + 1;
    if (s.ptr[at] != '\033')
        return at;
    *ended = at + 1 < s.len;
    return *ended && s.ptr[at + 1] == '\\' ? at + 2 : at;
}

static size_t parameter_part(struct sv s, bool *ended)
{
    size_t at = 0;
    while (at < s.len && is_parameter(s.ptr[at]))
        at++;
    *ended = at < s.len;
    return *ended && s.ptr[at] >= '@' && s.ptr[at] <= '~' ? at + 1 : at;
}

/* False while there is more to swallow; silence ends it. */
static bool skip(struct decoder *d, bool idle)
{
    bool ended = true;
    struct sv s = str_sv(&d->pending);
    if (d->skipping == SKIPS_STRING)
        drop(d, string_part(s, &ended));
    else if (d->skipping == SKIPS_PARAMETERS)
        drop(d, parameter_part(s, &ended));
    if (ended || idle)
        d->skipping = SKIPS_NOTHING;
    return d->skipping == SKIPS_NOTHING;
}

/* What begins at the start of what is pending is a thing to swallow: its head goes. */
static bool start_skipping(struct decoder *d)
{
    struct sv s = str_sv(&d->pending);
    if (!sv_starts(s, SV("\033")))
        return false;
    d->skipping = skip_from(s);
    if (d->skipping != SKIPS_NOTHING)
        drop(d, sv_starts(s, SV("\033\033")) ? 3 : 2);
    return d->skipping != SKIPS_NOTHING;
}

/* Alt with one of these letters, or the start of an answer: the next byte tells. */
static bool is_doubtful(struct sv s)
{
    if (sv_starts(s, SV("\033\033")))
        s = sv_from_offset(s, 1);
    return s.len == 2 && s.ptr[0] == '\033' && strchr("]P_", s.ptr[1]) && s.ptr[1];
}

bool decoder_next(struct decoder *d, bool idle, struct key *out)
{
    if (d->burst)
        return take_burst(d, out);
    if (d->pasting)
        return take_paste(d, idle, out);
    do
        if (!skip(d, idle))
            return false;
    while (start_skipping(d));
    struct sv s = str_sv(&d->pending);
    if (s.len == 0 || (is_doubtful(s) && !idle))
        return false;
    if (sv_starts(s, sv_from(paste_start))) {
        drop(d, sizeof paste_start - 1);
        d->pasting = true;
        d->too_large = false;
        str_clear(&d->paste);
        return take_paste(d, idle, out);
    }
    unsigned char first = (unsigned char)s.ptr[0];
    size_t len = first == 27                   ? decode_escape(s, idle, out)
                 : first < ' ' || first == 127 ? decode_control(first, out)
                                               : decode_text(s, idle, out);
    drop(d, len);
    return len > 0;
}
