/*
 * command: the table of subcommands and the options they take.
 *
 * One row a command: its name (one or two words), what it runs, the options it takes, how many
 * operands, and its help, which --help prints and the manual repeats. Options are one list for all
 * commands; a row says by bits which are its own. The row without a name is the wizard. A row
 * without a function is a command of a later version: it is known, and says so.
 *
 * Options may stand anywhere (GNU permuting) until "--". A run function gives the exit code: 0 no
 * errors, 1 errors found, 2 usage, 3 input or output, 4 damaged or refused input.
 */
#ifndef CMD_COMMAND_H
#define CMD_COMMAND_H

#include "base/err.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "cmd/context.h"

/*  X(OPTION, long name, short name or 0, what its value is called (NULL: a flag), help)  */
#define OPTIONS(X) \
    X(HELP, "help", 'h', NULL, N_("显示这份说明")) \
    X(VERSION, "version", 'V', NULL, N_("显示版本")) \
    X(LANG, "lang", 0, "zh|en", N_("程序说中文还是英语")) \
    X(FORM_PATH, "form-path", 0, N_("文件夹"), N_("另外到这里找表单，可写多次")) \
    X(NOW, "now", 0, N_("时间"), N_("把现在当作这个时间，如 2024-06-01T09:00")) \
    X(FORM, "form", 0, N_("表单"), N_("用哪一份表单（form list 可以看到）")) \
    X(JSON, "json", 0, NULL, N_("输出 JSON")) \
    X(ALL, "all", 0, NULL, N_("全部都列出来")) \
    X(STRICT, "strict", 0, NULL, N_("有提醒也算不通过")) \
    X(FOR, "for", 0, "draft|final|pack|county|city", N_("按哪一关检查，默认 final（定稿）")) \
    X(RULE, "rule", 0, "word|chars|chars-with-spaces", N_("哪一个数排在最前，默认 word")) \
    X(FORMAT, "format", 0, N_("格式"), N_("输出的格式")) \
    X(PAPER, "paper", 0, N_("名称"), N_("打印哪一份，默认 application（申报书）")) \
    X(ENCODING, "encoding", 0, "utf-8|utf-8-bom|gb18030", N_("文件的编码，默认 utf-8")) \
    X(SUBSTITUTE, "substitute", 0, NULL, N_("旧程序显示不了的字，用 √ □ 等代替")) \
    X(PROFILE, "profile", 0, "official|dense", N_("版面：公文或紧凑，默认 official")) \
    X(OUTPUT, "output", 'o', N_("文件"), N_("写到这个文件")) \
    X(COUNTY, "county", 0, N_("名称"), N_("县（市、区）的名称")) \
    X(CONTACT, "contact", 0, N_("姓名"), N_("主管部门的联系人")) \
    X(PHONE, "phone", 0, N_("电话"), N_("主管部门的电话")) \
    X(EXCEL_TEXT, "excel-text", 0, NULL, N_("CSV 里的代码和电话写成公式文本，Excel 不改动它们")) \
    X(IDS, "ids", 0, NULL, N_("每个字段一行：名称、种类、标签、选项，以制表符分隔")) \
    X(KEYS, "keys", 0, N_("脚本"), N_("不用终端，按脚本里的键操作")) \
    X(DUMP_SCREEN, "dump-screen", 0, NULL, N_("在每个 <Shot:名称> 处打印屏幕")) \
    X(SIZE, "size", 0, N_("列x行"), N_("屏幕大小，默认 80x24")) \
    X(STYLES, "styles", 0, NULL, N_("每行屏幕下再印一行样式字母")) \
    X(SAVE, "save", 0, NULL, N_("脚本里的保存真的写进文件")) \
    X(RESTORE, "restore", 0, N_("编号"), N_("恢复成那时的样子，并保存")) \
    X(FIELD, "field", 0, N_("字段"), N_("只恢复这一个字段、这一行或这张表")) \
    X(ROLE, "role", 0, "county|city", N_("县（市、区）的还是市的，默认 county")) \
    X(NAME, "name", 0, N_("名称"), N_("县（市、区）或市的名称")) \
    X(OFFICE, "office", 0, N_("单位"), N_("主管部门的名称")) \
    X(MAILBOX, "mailbox", 0, N_("邮箱"), N_("电子版报到哪里")) \
    X(ROUND, "round", 0, N_("轮次"), N_("第几轮评审，用表单里的代号")) \
    X(CEILING, "ceiling", 0, N_("总额"), N_("这一轮奖补的总额上限，按元写，如 5000000")) \
    X(BY, "by", 0, N_("姓名"), N_("经办人；不写就是登录的用户")) \
    X(STATE, "state", 0, N_("状态"), N_("只列这一状态的")) \
    X(FIND, "find", 0, N_("文字"), N_("只列有这些字的")) \
    X(SORT, "sort", 0, "received|name|code|state|problems|touched", N_("排列的次序")) \
    X(PROBLEMS, "problems", 0, NULL, N_("只列有问题的")) \
    X(RANK, "rank", 0, N_("栏目"), N_("按这一栏分数排名次")) \
    X(ASCENDING, "ascending", 0, NULL, N_("数小的在前")) \
    X(QUOTE, "quote", 0, N_("原话"), N_("意见针对的原话")) \
    X(IMPORT, "import", 0, N_("文件"), N_("从 CSV 文件读入")) \
    X(OPINION, "opinion", 0, N_("意见"), N_("评审意见")) \
    X(REST, "rest", 0, NULL, N_("其余的都记为未入选")) \
    X(PUBLIC, "public", 0, NULL, N_("可以公布的名单")) \
    X(READERS, "readers", 0, NULL, N_("给评审专家的文件夹")) \
    X(ARCHIVE, "archive", 0, NULL, N_("归档件")) \
    X(AMOUNT, "amount", 0, N_("金额"), N_("这一笔的金额"))

#define OPTION_ENUM(id, name, letter, value, help) OPT_##id,
enum option_id { OPTIONS(OPTION_ENUM) OPTION_COUNT };
#undef OPTION_ENUM

struct args {
    const char *values[OPTION_COUNT]; /* NULL: not given; a flag that is given: "" */
    VEC(const char *) form_paths;     /* --form-path may be given several times */
    VEC(const char *) operands;       /* without the words of the command */
};

struct command {
    const char *name; /* "check", "form show", "" for the wizard */
    int (*run)(struct context *c, const struct args *args);
    uint64_t options; /* 1 << enum option_id, beside those every command takes */
    size_t least;     /* operands */
    size_t most;
    const char *usage; /* what stands behind the name; N_() */
    const char *brief; /* one line for the overview; N_() */
    const char *help;  /* more, for its own --help; N_() */
};

bool args_given(const struct args *args, enum option_id option);
/* Reads the command line. Fails (ERR_USAGE) on an option nobody knows or one without its value. */
bool args_parse(int argc, char **argv, struct args *out, struct err *e);
void args_release(struct args *args);
/* "--encoding". */
void option_add_name(struct str *out, enum option_id option);

/* The command the operands name, whose words are taken off them; the wizard's row when they name
 * none. Fails (ERR_USAGE) on a word that is meant as a command and is none. */
const struct command *command_find(struct args *args, struct err *e);
/* Are the options and the number of operands right? Fails (ERR_USAGE). */
bool command_accepts(const struct command *command, const struct args *args, struct err *e);
bool command_takes(const struct command *command, enum option_id option);
/* Walks the commands this version has: the first for NULL (the wizard), NULL after the last. */
const struct command *command_next(const struct command *command);
/* Is it the first of two words, as "form"? */
bool command_is_group(struct sv word);
/* Appends the help of a command; the overview for the wizard's row. */
void command_add_help(struct str *out, const struct command *command);
/* Appends the help of all commands whose first word it is. */
void command_add_group_help(struct str *out, struct sv group);

int cmd_wizard(struct context *c, const struct args *args);
int cmd_new(struct context *c, const struct args *args);
int cmd_set(struct context *c, const struct args *args);
int cmd_get(struct context *c, const struct args *args);
int cmd_check(struct context *c, const struct args *args);
int cmd_final(struct context *c, const struct args *args);
int cmd_verify(struct context *c, const struct args *args);
int cmd_count(struct context *c, const struct args *args);
int cmd_export(struct context *c, const struct args *args);
int cmd_form_list(struct context *c, const struct args *args);
int cmd_form_show(struct context *c, const struct args *args);
int cmd_form_lint(struct context *c, const struct args *args);
int cmd_import(struct context *c, const struct args *args);
int cmd_history(struct context *c, const struct args *args);
int cmd_pack(struct context *c, const struct args *args);
int cmd_desk_init(struct context *c, const struct args *args);
int cmd_desk_receive(struct context *c, const struct args *args);
int cmd_desk_list(struct context *c, const struct args *args);
int cmd_desk_review(struct context *c, const struct args *args);
int cmd_desk_return(struct context *c, const struct args *args);
int cmd_desk_bundle(struct context *c, const struct args *args);
int cmd_desk_score(struct context *c, const struct args *args);
int cmd_desk_select(struct context *c, const struct args *args);
int cmd_desk_ledger(struct context *c, const struct args *args);
int cmd_desk_summary(struct context *c, const struct args *args);

#endif
