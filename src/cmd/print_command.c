#include "cmd/print_command.h"

#include <sys/wait.h>

#include "base/i18n.h"
#include "draft/naming.h"
#include "store/path.h"
#include "text/utf8.h"

#define FILE_WORD SV("{file}")
#define POINTS_WORD SV("{points}")

const char *print_points(bool dense)
{
    return dense ? "11.5" : "18";
}

/* Is there the same quote on both sides of what stands at [at, at + len). */
static bool is_quoted(struct sv text, size_t at, size_t len)
{
    char quote = '\0';
    if (at)
        quote = text.ptr[at - 1];
    return (quote == '"' || quote == '\'') && at + len < text.len && text.ptr[at + len] == quote;
}

void print_script(struct sv command, bool dense, struct str *out)
{
    str_add(out, SV("exec <\"$1\"\n"));
    for (size_t at = 0, next; at < command.len; at = next) {
        struct sv rest = sv_from_offset(command, at);
        bool quote = (rest.ptr[0] == '"' || rest.ptr[0] == '\'') && at + 1 < command.len &&
                     sv_starts(sv_from_offset(rest, 1), FILE_WORD) &&
                     is_quoted(command, at + 1, FILE_WORD.len);
        next = at + 1;
        if (quote || sv_starts(rest, FILE_WORD)) {
            str_add(out, SV("\"$1\""));
            next = at + FILE_WORD.len + (quote ? 2 : 0);
        } else if (sv_starts(rest, POINTS_WORD)) {
            str_add(out, sv_from(print_points(dense)));
            next = at + POINTS_WORD.len;
        } else {
            str_add_byte(out, rest.ptr[0]);
        }
    }
}

/* What a program says may be in any encoding, and steer a terminal. */
void print_add_said(struct str *out, struct sv said)
{
    enum { MOST = 120 };
    struct sv line, first = SV("");
    struct str shown = {0};
    while (first.len == 0 && sv_next(&said, '\n', &line))
        first = sv_trim(line);
    if (first.len) {
        path_add_shown(&shown, first);
        str_add(out, sv_from(_("它说：")));
        naming_add_quoted(out, str_sv(&shown), MOST);
    }
    str_release(&shown);
}

bool print_succeeded(int status, const struct str *said, struct err *e)
{
    struct str told = {0};
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return true;
    if (WIFSIGNALED(status))
        str_add_f(&told, _("打印命令被中断（信号 %d），可能没有打印出来。"), WTERMSIG(status));
    else
        str_add_f(&told, _("打印命令没有成功（退出码 %d），没有打印。"), WEXITSTATUS(status));
    print_add_said(&told, str_sv(said));
    err_set(e, ERR_IO, "%s", told.ptr);
    str_release(&told);
    return false;
}
