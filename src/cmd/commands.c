#include <string.h>

#include "cmd/command.h"
#include "store/file.h"

#define TAKES(option) (UINT64_C(1) << OPT_##option)
#define ANY_NUMBER SIZE_MAX

static const uint64_t common_options =
    TAKES(HELP) | TAKES(VERSION) | TAKES(LANG) | TAKES(FORM_PATH) | TAKES(NOW);

/* The wizard's row is the first. Commands of one group stand together. */
static const struct command commands[] = {
    {"", cmd_wizard, TAKES(KEYS) | TAKES(DUMP_SCREEN) | TAKES(SIZE) | TAKES(STYLES) | TAKES(SAVE),
     0, 1, N_("[草稿]"), N_("填表；不写草稿就是开始页"),
     N_("打开一份草稿来填。文件还没有，就新建一份。草稿的名字和命令一样时，写成 ./名字。\n"
        "加上 --keys 时不用终端：按脚本里的键操作，用于演示和测试；脚本的写法见手册。")},
    {"new", cmd_new, TAKES(FORM), 1, 1, N_("[--form 表单] 草稿"), N_("新建一份空的草稿"),
     N_("已经有同名的文件时不覆盖它。只有一份表单时不用写 --form。")},
    {"set", cmd_set, 0, 2, 3, N_("草稿 字段 值|@文件|-"), N_("填一个字段（脚本用）"),
     N_("字段的名称见 form show --ids，如 brief.name、enterprises[3].credit_code；行号从 1 数起。\n"
        "值写 @文件 或 - 时，从文件或标准输入读，编码自动辨认，末尾的一个换行不算；值本身以 @ 开头"
        "时，写两个 @。\n"
        "选项写它的代号，几个选项或几个文件用英文逗号隔开（从文件读时一行一个）；是否写 yes 或 "
        "no；值写 \"\" 就是清空。\n"
        "set 草稿 enterprises+ 在表的末尾加一行，并输出它的行号；set 草稿 'enterprises[3]-' "
        "删去第 3 行。\n"
        "种类不对的值不予接受（退出码 4）；超过字数之类的照样存下，由 check 指出。只改动文件里"
        "的那几行。")},
    {"get", cmd_get, TAKES(JSON) | TAKES(ALL), 1, 2, N_("[--json] [--all] 草稿 [字段]"),
     N_("读出填了什么"),
     N_("不写字段：每个填了的字段一行“字段=值”；--all 连没填的也列出。\n"
        "值里有换行或控制字符，或以双引号开头时，整个值写成 JSON 字符串，如 \"第一段\\n第二段\"。\n"
        "写了字段：只输出它的值，原样，不加引号；字段由几部分组成，或是表、表的一行时，列出其中"
        "各项。\n"
        "--json 输出全部内容，层次和草稿文件一样。")},
    {"check", cmd_check, TAKES(JSON) | TAKES(ALL) | TAKES(STRICT) | TAKES(FOR), 1, ANY_NUMBER,
     N_("[--json] [--all] [--strict] [--for draft|final|pack|county|city] 路径..."),
     N_("逐条检查草稿，或文件夹里的全部草稿"),
     N_("每个问题一行：文件:行: error|warning: 字段: 说明 [代码]。文件夹一直找到最底层。\n"
        "--all 连请人看的事项（note）和写了理由的提醒也列出；--json 总是全部。\n"
        "有错误时退出码是 1；--strict 时，没有写理由的提醒也算。")},
    {"count", cmd_count, TAKES(RULE) | TAKES(JSON), 0, ANY_NUMBER,
     N_("[--rule word|chars|chars-with-spaces] [--json] [文件...]"), N_("数字数"),
     N_("每个文件一行：字数 字符数 字符数（计空格） 文件名；--rule 选的数排在最前，其余顺序不变。\n"
        "不写文件，或文件写 - 时，读标准输入。两个以上的文件，最后有一行合计（total）。\n"
        "编码自动辨认（UTF-8、UTF-16、GB18030、GBK）。字数按 Word 的“字数”算。")},
    {"export", cmd_export,
     TAKES(FORMAT) | TAKES(PAPER) | TAKES(ENCODING) | TAKES(SUBSTITUTE) | TAKES(PROFILE) |
         TAKES(OUTPUT),
     1, 1,
     N_("[--paper application|附表|all|bound] [--format text|docx] "
        "[--encoding utf-8|utf-8-bom|gb18030] [--substitute] [--profile official|dense] [-o 文件] "
        "草稿"),
     N_("导出申报书和附表，供打印和报送"),
     N_("--paper 选打印哪一份：不写就是申报书；可以写附表的名称（form show 可以看到），all "
        "是申报书和全部附表，bound 按表单规定的装订顺序，页码连着编。\n"
        "--format docx 给 WPS、Word、LibreOffice，带插图和页码；不写 -o "
        "时存在草稿旁边，和草稿同名，后缀是 .docx，不替换已有的文件。不写 --format 就是 "
        "text（纯文本）。\n"
        "--encoding 和 --profile 只管纯文本："
        "给 WPS、Word、记事本用 utf-8-bom；给很旧的 Windows 用 gb18030，只认 GBK 的程序显示不了的"
        "字会逐个列出，连同在第几页第几行；在 Linux 上打印用 utf-8 和 paps。\n"
        "--substitute 只用于 gb18030：这些字里有样子和意思相近的字的，用它代替（如 ☑ 换成 √），也逐个"
        "列出；草稿不改动。\n"
        "-o 指向已有的文件就替换它，但不会替换草稿。")},
    {"final", cmd_final, 0, 1, 1, N_("草稿"), N_("定稿：记下稿次，给出校验码"),
     N_("先按定稿这一关检查；有错误就逐条列出，不定稿（退出码 1）。没有错误，就把稿次加一，"
        "输出“稿次、制表符、校验码”，存在草稿里，并在历史里留一份。\n"
        "定稿以后，内容不变，打印的每一页都带稿次和校验码；内容改动了，打印的又是“草稿”，要重新"
        "定稿、重新打印盖章。盖章、材料文件、理由、待补可以照常改，不影响定稿。\n"
        "内容和最近一次定稿一样时，不另记一稿。演示数据不能定稿。")},
    {"verify", cmd_verify, TAKES(JSON), 1, 2, N_("[--json] 草稿 [校验码]"),
     N_("核对草稿和定稿、和纸上的校验码"),
     N_("不写校验码：看内容和最近一次定稿是不是一样。一样退出码是 0，改动过或没有定稿是 1。\n"
        "写了校验码（照纸上每页下方的输入，大小写、全角、空格和横线都不要紧）：一样是 0，是这份草稿"
        "的旧稿、或者不认得是 1，输错了是 2，并尽量说出错在第几组。\n"
        "插图不见了或换过，也算改动，会逐幅列出。")},
    {"history", cmd_history, TAKES(RESTORE) | TAKES(FIELD), 1, 2,
     N_("草稿 [编号]；--restore 编号 [--field 字段] 草稿"), N_("看从前的样子，恢复全部或一个字段"),
     N_("草稿每次打开、隔一阵保存、恢复之前的样子都留着，放在草稿旁边的 .草稿名.history 里。\n"
        "不写编号：每份一行，最新的在前，以制表符分隔：编号、时间、由来、字节数、和现在有几处不同。"
        "输入了没有保存的内容排在最前，编号是 j1、j2……，最后多一列开始的时间。\n"
        "写了编号：列出不同的地方，- 是现在，+ 是那时；方括号里是 --field 要写的字段，行号按那时的"
        "数。以 ! 开头的地方，输入的人和别人改得不一样。\n"
        "--restore 恢复那一份并保存，现在的样子先留进历史，可以再恢复回来；--field 只恢复一个字段、"
        "一行或一张表。\n"
        "没有保存的内容全部恢复后，它的防丢记录就去掉；只恢复一部分时，留着。")},
    {"import", cmd_import, TAKES(FORM) | TAKES(OUTPUT), 1, 1,
     N_("[--form 表单] [-o 草稿] 文件.docx|文件.txt"), N_("把已经写好的申报书放进一份新草稿"),
     N_("按封面的栏目、各部分的编号和标题、表头来认，编号、括号、空格写得不同也行；模板留下的说明"
        "不算内容。本程序导出的文本放回去，和原来一样。\n"
        "不写 -o 时，草稿和文件同名，后缀是 .yaml。总是新建，不改动已有的草稿。\n"
        "取出的每一项一行：字段、名称、字数、从第几段，以制表符分隔。没有放进去的逐段列出，全文另"
        "存在草稿旁边。\n"
        ".doc、.wps、.pdf 请先另存为 .docx 或 .txt。")},
    {"form list", cmd_form_list, 0, 0, 0, "", N_("有哪些表单"),
     N_("每份一行：代号、版本、名称、文件，以制表符分隔。")},
    {"form show", cmd_form_show, TAKES(IDS), 1, 1, N_("[--ids] 表单"), N_("印出一份空表"),
     N_("表单写代号、form.yaml 或它所在的文件夹。--ids 列出脚本里可用的全部字段。")},
    {"form lint", cmd_form_lint, 0, 1, ANY_NUMBER, N_("文件|文件夹..."), N_("查表单定义里的错误"),
     N_("每个错误一行：文件:行:列: 说明。有错误时退出码是 1。")},
    {"desk summary", cmd_desk_summary,
     TAKES(FORMAT) | TAKES(COUNTY) | TAKES(CONTACT) | TAKES(PHONE) | TAKES(EXCEL_TEXT) |
         TAKES(OUTPUT),
     1, ANY_NUMBER,
     N_("[--format text|csv|tsv] [--county 名称] [--contact 姓名] [--phone 电话] [-o 文件] "
        "路径..."),
     N_("把许多草稿汇总成一张表"),
     N_("路径是草稿或装草稿的文件夹。csv 可以直接用 WPS 表格或 Excel 打开；xlsx 和 docx 以后的"
        "版本才有。\n"
        "演示数据不汇总。每份缺什么、哪一栏超过字数，都在标准错误里说明。")},
    {.name = "pack"},
    {.name = "doctor"},
    {.name = "desk init"},
    {.name = "desk receive"},
    {.name = "desk list"},
    {.name = "desk review"},
    {.name = "desk return"},
    {.name = "desk bundle"},
    {.name = "desk score"},
    {.name = "desk select"},
    {.name = "desk ledger"},
    {.name = "demo"},
    {.name = "practice"},
};

enum { COMMANDS = sizeof commands / sizeof commands[0] };

/* ---- which one is meant ---- */

static struct sv first_word(const struct command *command)
{
    struct sv name = sv_from(command->name);
    return sv_sub(name, 0, sv_find_byte(name, ' ', 0));
}

static struct sv second_word(const struct command *command)
{
    struct sv name = sv_from(command->name);
    size_t blank = sv_find_byte(name, ' ', 0);
    return blank == SV_NONE ? SV("") : sv_from_offset(name, blank + 1);
}

/* Edit distance, two neighbours changed over counting once; for words of a command's length. */
static size_t distance(struct sv a, struct sv b)
{
    enum { LONGEST = 15 };
    size_t d[LONGEST + 1][LONGEST + 1];
    if (a.len > LONGEST || b.len > LONGEST)
        return LONGEST;
    for (size_t i = 0; i <= a.len; i++) {
        for (size_t j = 0; j <= b.len; j++) {
            size_t best = i && j ? d[i - 1][j - 1] + (a.ptr[i - 1] != b.ptr[j - 1]) : i + j;
            if (i && d[i - 1][j] + 1 < best)
                best = d[i - 1][j] + 1;
            if (j && d[i][j - 1] + 1 < best)
                best = d[i][j - 1] + 1;
            bool swapped =
                i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] && a.ptr[i - 2] == b.ptr[j - 1];
            if (swapped && d[i - 2][j - 2] + 1 < best)
                best = d[i - 2][j - 2] + 1;
            d[i][j] = best;
        }
    }
    return d[a.len][b.len];
}

/* The nearest first word, or second word of a group; empty if none is near. */
static struct sv nearest(struct sv typed, struct sv group)
{
    struct sv found = SV("");
    size_t best = typed.len > 4 ? 3 : 2;
    for (size_t i = 1; i < COMMANDS; i++) {
        struct sv word = first_word(&commands[i]);
        if (group.len && !sv_eq(word, group))
            continue;
        if (group.len)
            word = second_word(&commands[i]);
        size_t d = distance(typed, word);
        if (d < best) {
            best = d;
            found = word;
        }
    }
    return found;
}

static void add_group(struct str *out, struct sv group)
{
    for (size_t i = 1; i < COMMANDS; i++)
        if (sv_eq(first_word(&commands[i]), group) && second_word(&commands[i]).len)
            str_add_f(out, "%s%.*s", out->len ? _("、") : "", SV_ARG(second_word(&commands[i])));
}

static const struct command *no_second(struct sv group, struct sv word, struct err *e)
{
    struct str words = {0};
    struct sv near = nearest(word, group);
    add_group(&words, group);
    if (word.len == 0)
        err_set(e, ERR_USAGE, _("%.*s 后面要写做什么：%s。"), SV_ARG(group), words.ptr);
    else if (near.len)
        err_set(e, ERR_USAGE, _("没有命令“%.*s %.*s”，是不是“%.*s %.*s”？"), SV_ARG(group),
                SV_ARG(word), SV_ARG(group), SV_ARG(near));
    else
        err_set(e, ERR_USAGE, _("没有命令“%.*s %.*s”，%.*s 后面可以写：%s。"), SV_ARG(group),
                SV_ARG(word), SV_ARG(group), words.ptr);
    str_release(&words);
    return NULL;
}

/* A single lower-case word that is no file was meant as a command, not as a new draft's name. */
static bool meant_as_command(const struct args *args)
{
    const char *word = args->operands.ptr[0];
    size_t letters = strspn(word, "abcdefghijklmnopqrstuvwxyz-");
    return word[letters] == '\0' && letters > 0 && strcmp(word, "-") != 0 && !file_exists(word);
}

static const struct command *no_command(struct sv word, struct err *e)
{
    struct sv near = nearest(word, SV(""));
    if (near.len)
        err_set(e, ERR_USAGE,
                _("没有命令“%.*s”，是不是“%.*s”？（要打开叫这个名字的草稿，请写 ./%.*s。）"),
                SV_ARG(word), SV_ARG(near), SV_ARG(word));
    else
        err_set(e, ERR_USAGE,
                _("没有命令“%.*s”，tianbiao --help 可以看到全部命令。（要打开叫这个名字的草稿，"
                  "请写 ./%.*s。）"),
                SV_ARG(word), SV_ARG(word));
    return NULL;
}

static void take_words(struct args *args, size_t count)
{
    for (size_t i = 0; i < count; i++)
        vec_remove(&args->operands, 0);
}

static const struct command *later(const struct command *command, struct err *e)
{
    if (command->run)
        return command;
    err_set(e, ERR_USAGE, _("这个版本还没有命令 %s，以后的版本才有。"), command->name);
    return NULL;
}

const struct command *command_find(struct args *args, struct err *e)
{
    if (args->operands.len == 0)
        return &commands[0];
    struct sv first = sv_from(args->operands.ptr[0]);
    struct sv second = args->operands.len > 1 ? sv_from(args->operands.ptr[1]) : SV("");
    bool group = false;
    for (size_t i = 1; i < COMMANDS; i++) {
        struct sv word = second_word(&commands[i]);
        if (!sv_eq(first, first_word(&commands[i])))
            continue;
        group = word.len > 0;
        if (group && !sv_eq(word, second))
            continue;
        take_words(args, group ? 2 : 1);
        return later(&commands[i], e);
    }
    if (group)
        return no_second(first, second, e);
    if (args->operands.len > 1 || meant_as_command(args))
        return no_command(first, e);
    return &commands[0];
}

/* ---- does it take them ---- */

bool command_accepts(const struct command *command, const struct args *args, struct err *e)
{
    struct str option = {0};
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (!args->values[i] || ((command->options | common_options) >> i & 1))
            continue;
        option_add_name(&option, (enum option_id)i);
        if (command->name[0])
            err_set(e, ERR_USAGE, _("命令 %s 没有选项 %s。"), command->name, option.ptr);
        else
            err_set(e, ERR_USAGE, _("填草稿时没有选项 %s，它属于别的命令。"), option.ptr);
        str_release(&option);
        return false;
    }
    if (args->operands.len < command->least)
        return err_set(e, ERR_USAGE, _("写得不全。用法：tianbiao %s %s"), command->name,
                       command->usage[0] ? _(command->usage) : "");
    if (args->operands.len > command->most)
        return err_set(e, ERR_USAGE, _("多了“%s”。用法：tianbiao %s %s"),
                       args->operands.ptr[command->most], command->name,
                       command->usage[0] ? _(command->usage) : "");
    return true;
}

bool command_is_group(struct sv word)
{
    for (size_t i = 1; i < COMMANDS; i++)
        if (sv_eq(first_word(&commands[i]), word) && second_word(&commands[i]).len)
            return true;
    return false;
}

const struct command *command_next(const struct command *command)
{
    const struct command *next = command ? command + 1 : commands;
    return next < commands + COMMANDS && next->run ? next : NULL;
}

bool command_takes(const struct command *command, enum option_id option)
{
    return (command->options | common_options) >> option & 1;
}
