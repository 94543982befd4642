#include "out/readers/text_read.h"

#include "base/i18n.h"
#include "out/readers/page_lines.h"

/* CR LF, LF, CR and FF end lines, a FF at the start of one none; what stands behind the last of
 * them is a line if it is anything. */
static bool part(struct sv text, struct text_lines *out)
{
    size_t start = 0;
    for (size_t at = 0; at < text.len; at++) {
        char byte = text.ptr[at];
        if (byte != '\n' && byte != '\r' && byte != '\f')
            continue;
        bool same_end = byte == '\n' && at > 0 && text.ptr[at - 1] == '\r';
        if (same_end || (byte == '\f' && start == at)) {
            start = at + 1;
            continue;
        }
        vec_push(out, sv_sub(text, start, at));
        if (out->len > READ_MAX_PASSAGES)
            return false;
        start = at + 1;
    }
    if (start < text.len)
        vec_push(out, sv_from_offset(text, start));
    return true;
}

bool text_read(struct sv bytes, struct reading *out, enum encoding *found, bool *doubtful,
               struct err *e)
{
    struct str text = {0};
    struct text_lines lines = {0};
    bool ok = encoding_decode(bytes, &text, found, doubtful, e);
    if (ok && !part(str_sv(&text), &lines))
        ok = err_set(e, ERR_REFUSED, _("文件超过 %d 行，不像一份申报书。请核对是不是选错了文件。"),
                     READ_MAX_PASSAGES);
    if (ok && !page_lines_read(&lines, out))
        for (size_t i = 0; i < lines.len; i++)
            str_set(&reading_add(out, (uint32_t)i + 1)->text, lines.ptr[i]);
    vec_release(&lines);
    str_release(&text);
    return ok;
}
