#include "cmd/output.h"

#include <errno.h>
#include <stdarg.h>
#include <unistd.h>

#include "base/i18n.h"
#include "text/encoding.h"
#include "text/norm.h"

void output_init(struct context *c, bool gb)
{
    c->results = (struct stream){.file = stdout, .terminal = isatty(STDOUT_FILENO) == 1, .gb = gb};
    c->talk = (struct stream){.file = stderr, .terminal = isatty(STDERR_FILENO) == 1, .gb = gb};
}

void add_visible(struct str *out, struct sv text)
{
    norm_add_marked(out, text, SV(""));
}

static void drop_carriage_returns(struct str *s)
{
    size_t to = 0;
    for (size_t i = 0; i < s->len; i++)
        if (s->ptr[i] != '\r')
            s->ptr[to++] = s->ptr[i];
    str_truncate(s, to);
}

static void write_out(const struct stream *s, struct sv bytes)
{
    if (bytes.len)
        fwrite(bytes.ptr, 1, bytes.len, s->file);
}

/* What a GB18030 terminal cannot show goes out as UTF-8: rubbish at worst, never lost. */
static void send_in_encoding(const struct stream *s, struct sv text)
{
    struct str bytes = {0};
    if (s->terminal && s->gb && encoding_encode(text, ENCODING_GB18030, &bytes, NULL, NULL)) {
        drop_carriage_returns(&bytes);
        text = str_sv(&bytes);
    }
    write_out(s, text);
    str_release(&bytes);
}

static void send_marked(const struct stream *s, struct sv text, struct sv keep)
{
    struct str shown = {0};
    norm_add_marked(&shown, text, keep);
    send_in_encoding(s, str_sv(&shown));
    str_release(&shown);
}

void put(struct context *c, struct sv text)
{
    send_marked(&c->results, text, SV("\n\t"));
}

void put_exact(struct context *c, struct sv bytes)
{
    if (c->results.terminal)
        send_marked(&c->results, bytes, SV("\n\t"));
    else
        write_out(&c->results, bytes);
}

void put_pages(struct context *c, struct sv bytes)
{
    if (c->results.terminal)
        send_marked(&c->results, bytes, SV("\n\t\f"));
    else
        write_out(&c->results, bytes);
}

void talk_over(struct context *c, struct sv line)
{
    if (!c->talk.terminal)
        return;
    write_out(&c->talk, SV("\r\033[K"));
    send_marked(&c->talk, line, SV(""));
    fflush(c->talk.file);
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
    send_marked(&c->talk, str_sv(&line), SV("\n\t"));
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
