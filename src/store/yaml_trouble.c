#include "store/yaml_trouble.h"

#include <string.h>

#include "base/bug.h"
#include "base/i18n.h"
#include "text/utf8.h"

/* Where a complaint is best mended: where libyaml noticed, or where the thing began. */
enum at { AT_PROBLEM, AT_CONTEXT };

/* The first row whose texts both occur; an empty text occurs everywhere. */
static const struct {
    const char *problem;
    const char *context;
    enum at at;
    const char *words;
} complaints[] = {
    {"found unexpected end of stream", "quoted scalar", AT_CONTEXT,
     N_("这里开始的引号没有收尾，请在文字末尾补上同样的英文引号。")},
    {"found unexpected document indicator", "quoted scalar", AT_CONTEXT,
     N_("这里开始的引号没有收尾，请在文字末尾补上同样的英文引号。")},
    {"found unknown escape character", "", AT_PROBLEM,
     N_("双引号里的反斜杠后面是不认识的字母；要写反斜杠本身，请写两个。")},
    {"hexdecimal", "", AT_PROBLEM, N_("双引号里的 \\x、\\u、\\U 后面应当是十六进制数字。")},
    {"invalid Unicode character escape", "", AT_PROBLEM,
     N_("双引号里的 \\u 或 \\U 写的不是一个字符，请改成字符本身。")},
    {"found a tab character", "", AT_PROBLEM,
     N_("这一行用制表符（Tab）缩进，YAML 只认空格，请改用空格。")},
    {"could not find expected ':'", "", AT_CONTEXT,
     N_("这一行应当是“键: 值”，但没有英文冒号加空格；如果它接着上一行的文字，请缩进得更深一些。")},
    {"mapping values are not allowed", "", AT_PROBLEM,
     N_("这里不能再有冒号：值里有英文冒号加空格时，请把整个值用双引号括起来；"
        "也可能是上一行的缩进不对。")},
    {"block sequence entries are not allowed", "", AT_PROBLEM,
     N_("“- ”不能写在这里：列表请从新的一行开始，每项一行，缩进一致。")},
    {"mapping keys are not allowed", "", AT_PROBLEM,
     N_("问号不能写在这里，请把文字用双引号括起来。")},
    {"did not find expected '-' indicator", "", AT_PROBLEM,
     N_("列表里每一项应当以“- ”开头，缩进要和上面的各项一致。")},
    {"did not find expected key", "", AT_PROBLEM,
     N_("这一行和上面的各行对不齐，或者引号后面还有多余的文字：请让同一层的键缩进一致。")},
    {"did not find expected ',' or ']'", "", AT_CONTEXT,
     N_("这里开始的方括号没有写完：各项之间用英文逗号，末尾用 ]。")},
    {"did not find expected ',' or '}'", "", AT_CONTEXT,
     N_("这里开始的花括号没有写完：各项之间用英文逗号，末尾用 }。")},
    {"alphabetic or numeric", "", AT_CONTEXT, N_("以 & 或 * 开头的文字要用双引号括起来。")},
    {"", "directive", AT_CONTEXT, N_("以 % 开头的文字要用双引号括起来。")},
    {"", "while scanning a tag", AT_CONTEXT, N_("以 ! 开头的文字要用双引号括起来。")},
    {"undefined tag handle", "", AT_PROBLEM, N_("以 ! 开头的文字要用双引号括起来。")},
    {"directive", "", AT_PROBLEM, N_("以 % 开头的文字要用双引号括起来。")},
    {"incompatible YAML", "", AT_PROBLEM, N_("本程序只认得 YAML 1.1，请删去开头的 %YAML 一行。")},
    {"comment or line break", "block scalar", AT_PROBLEM,
     N_("| 或 > 后面要换行，文字从下一行开始并缩进；如果这只是普通文字，请用双引号括起来。")},
    {"indentation indicator", "", AT_PROBLEM, N_("| 或 > 后面的缩进数应当是 1 到 9。")},
    {"did not find expected <document start>", "", AT_PROBLEM,
     N_("这一行不属于上面的内容：请检查缩进，同一层的键要对齐。")},
    {"did not find expected node content", "", AT_PROBLEM,
     N_("这里缺少内容，或者多了一个标点；文字以标点开头时请用双引号括起来。")},
    {"found unexpected ':'", "", AT_PROBLEM,
     N_("括号里的冒号后面要有一个空格；冒号是文字的一部分时，请用双引号括起来。")},
};

bool yaml_refuse(struct err *e, const char *name, size_t line, size_t column, const char *what)
{
    if (name && name[0])
        return err_set(e, ERR_REFUSED, "%s:%zu:%zu: %s", name, line, column, what);
    return err_set(e, ERR_REFUSED, _("第 %zu 行第 %zu 列：%s"), line, column, what);
}

/* ---- bytes that are no text ---- */

static void locate(struct sv source, size_t offset, size_t *line, size_t *column)
{
    struct sv before = sv_sub(source, 0, offset);
    size_t start = 0;
    *line = 1;
    for (size_t at; (at = sv_find_byte(before, '\n', start)) != SV_NONE; start = at + 1)
        ++*line;
    *column = utf8_length(sv_from_offset(before, start)) + 1;
}

static bool refuse_bytes(struct err *e, const char *name, struct sv source,
                         const yaml_parser_t *parser)
{
    size_t line, column;
    const char *what = _("这里的字节不是 UTF-8 编码的文字：文件可能是 GBK 编码，"
                         "请用编辑器另存为 UTF-8。");
    locate(source, parser->problem_offset, &line, &column);
    if (parser->problem && strstr(parser->problem, "control"))
        what = _("这里有一个看不见的控制字符，请删去它。");
    return yaml_refuse(e, name, line, column, what);
}

/* ---- text that is no YAML ---- */

static struct sv line_at(struct sv source, size_t line)
{
    struct sv piece = {0};
    for (struct sv rest = source; sv_next(&rest, '\n', &piece) && line > 0; line--)
        ;
    return piece;
}

/* What libyaml cannot know: the mark is a habit of the keyboard. */
static const char *habit(struct sv source, const yaml_parser_t *parser, size_t line)
{
    struct sv text = line_at(source, line);
    if (!parser->problem)
        return NULL;
    if (strstr(parser->problem, "expected ':'") && sv_contains(text, SV("：")))
        return _("这一行用了中文冒号“：”，请改成英文冒号加一个空格。");
    if (!strstr(parser->problem, "cannot start any token"))
        return NULL;
    if (sv_contains(text, SV("\t")))
        return _("这一行用制表符（Tab）缩进，YAML 只认空格，请改用空格。");
    return _("以 @、% 或反引号开头的文字要用双引号括起来。");
}

bool yaml_refuse_parser(struct err *e, const char *name, struct sv source,
                        const yaml_parser_t *parser)
{
    const char *problem = parser->problem ? parser->problem : "";
    const char *context = parser->context ? parser->context : "";
    yaml_mark_t mark = parser->problem_mark;
    if (parser->error == YAML_MEMORY_ERROR)
        memory_die();
    if (parser->error == YAML_READER_ERROR)
        return refuse_bytes(e, name, source, parser);
    const char *words = NULL;
    for (size_t i = 0; !words && i < sizeof complaints / sizeof complaints[0]; i++) {
        if (!strstr(problem, complaints[i].problem) || !strstr(context, complaints[i].context))
            continue;
        words = _(complaints[i].words);
        if (complaints[i].at == AT_CONTEXT)
            mark = parser->context_mark;
    }
    const char *known = habit(source, parser, mark.line);
    if (known)
        words = known;
    if (!words)
        words = _("这里的写法不合 YAML 的规则，请检查缩进、冒号和引号。");
    return yaml_refuse(e, name, mark.line + 1, mark.column + 1, words);
}
