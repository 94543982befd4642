#include "out/readers/document_read.h"

#include "base/i18n.h"
#include "out/readers/docx_read.h"
#include "out/readers/text_read.h"

#define SIGN(literal) \
    { \
        literal, sizeof(literal) - 1 \
    }

/* The first bytes of what is no document to be read, and what to do about it. */
static const struct {
    struct sv sign;
    const char *advice;
} others[] = {
    {SIGN("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
     N_("这是旧格式的文档（.doc、.wps），或者加了密码。请用 WPS 或 Word "
        "打开，有密码的先去掉密码，另存为 .docx 或“纯文本 .txt”，再导入。")},
    {SIGN("{\\rtf"), N_("这是 RTF 文档。请用 WPS 或 Word 打开，另存为 .docx，再导入。")},
    {SIGN("%PDF-"), N_("这是 PDF，里面没有段落，不能导入。请用做成它的那份 Word "
                       "文件；找不到的话，把文字复制出来，存成 .txt 再导入。")},
    {SIGN("\x89PNG"), N_("这是图片，不能导入。请用有文字的文档：.docx 或 .txt。")},
    {SIGN("\xFF\xD8\xFF"), N_("这是图片，不能导入。请用有文字的文档：.docx 或 .txt。")},
    {SIGN("Rar!"), N_("这是压缩包。请先解开，再导入里面的 .docx 或 .txt。")},
    {SIGN("7z\xBC\xAF"), N_("这是压缩包。请先解开，再导入里面的 .docx 或 .txt。")},
};

static const char *advice_on(struct sv bytes)
{
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (sv_starts(bytes, others[i].sign))
            return _(others[i].advice);
    return NULL;
}

bool document_read(struct sv bytes, struct reading *out, struct document_facts *facts,
                   struct err *e)
{
    const char *advice = advice_on(bytes);
    *facts = (struct document_facts){.text = !sv_starts(bytes, SV("PK\3\4"))};
    if (advice)
        return err_set(e, ERR_REFUSED, "%s", advice);
    bool ok = facts->text ? text_read(bytes, out, &facts->encoding, &facts->doubtful, e)
                          : docx_read(bytes, out, e);
    if (ok)
        reading_finish(out, &facts->norm);
    return ok;
}
