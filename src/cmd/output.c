#include "cmd/output.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "text/encoding.h"
#include "text/utf8.h"

void output_init(struct context *c, bool gb)
{
    c->results = (struct stream){.file = stdout, .terminal = isatty(STDOUT_FILENO) == 1, .gb = gb};
    c->talk = (struct stream){.file = stderr, .terminal = isatty(STDERR_FILENO) == 1, .gb = gb};
}

/* C0, DEL and C1: what a terminal would obey. */
static bool is_control(char32_t cp)
{
    return cp < 0x20 || (cp >= 0x7f && cp < 0xa0);
}

/* Control characters are shown as Unicode's pictures of them (U+2400 on); `keep` names those that
 * stay. Bytes that are no UTF-8 become U+FFFD. */
static void add_shown(struct str *out, struct sv text, const char *keep)
{
    for (size_t at = 0, len; at < text.len; at += len) {
        char32_t cp;
        len = utf8_decode(text, at, &cp);
        bool kept = cp != 0 && cp < 0x80 && strchr(keep, (int)cp);
        if (!is_control(cp) || kept)
            utf8_add(out, cp);
        else if (cp < 0x20)
            utf8_add(out, 0x2400 + cp);
        else
            utf8_add(out, cp == 0x7f ? 0x2421 : 0xFFFD);
    }
}

void add_visible(struct str *out, struct sv text)
{
    add_shown(out, text, "");
}

static void drop_carriage_returns(struct str *s)
{
    size_t to = 0;
    for (size_t i = 0; i < s->len; i++)
        if (s->ptr[i] != '\r')
            s->ptr[to++] = s->ptr[i];
    str_truncate(s, to);
}

static void emit(const struct stream *s, struct sv text)
{
    struct str shown = {0}, bytes = {0};
    struct sv last = text;
    if (s->terminal) {
        add_shown(&shown, text, "\n\t\f");
        last = str_sv(&shown);
        /* What a GB18030 terminal cannot show goes out as UTF-8: rubbish at worst, never lost. */
        if (s->gb && encoding_encode(last, ENCODING_GB18030, &bytes, NULL, NULL)) {
            drop_carriage_returns(&bytes);
            last = str_sv(&bytes);
        }
    }
    if (last.len)
        fwrite(last.ptr, 1, last.len, s->file);
    str_release(&shown);
    str_release(&bytes);
}

void put(struct context *c, struct sv text)
{
    emit(&c->results, text);
}

void say(struct context *c, const char *format, ...)
{
    struct str line = {0};
    va_list args;
    va_start(args, format);
    str_add_vf(&line, format, args);
    va_end(args);
    str_add_byte(&line, '\n');
    /* In the order it happened, where both go to one place. */
    fflush(c->results.file);
    emit(&c->talk, str_sv(&line));
    str_release(&line);
}

int fail(struct context *c, struct err *e)
{
    int code = e->class ? (int)e->class : ERR_REFUSED;
    say(c, "tianbiao: %.*s", SV_ARG(str_sv(&e->message)));
    err_clear(e);
    return code;
}

int output_finish(struct context *c, int code)
{
    struct err e = {0};
    bool lost = ferror(c->results.file);
    if (fflush(c->results.file) == 0 && !lost)
        return code;
    err_errno(&e, _("写标准输出"), errno);
    int failed = fail(c, &e);
    return code ? code : failed;
}

void main_die(void *context, enum fatal why)
{
    static const char words[] = "tianbiao: 内存不够 (out of memory)\n";
    (void)context;
    if (why != FATAL_MEMORY)
        return;
    ssize_t ignored = write(STDERR_FILENO, words, sizeof words - 1);
    (void)ignored;
    _exit(ERR_IO);
}
