#include <string.h>

#include "cmd/command_table.h"
#include "store/file.h"

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
    for (size_t i = 1; i < command_count; i++) {
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
    for (size_t i = 1; i < command_count; i++)
        if (sv_eq(first_word(&commands[i]), group) && second_word(&commands[i]).len)
            str_add_f(out, "%s%.*s", out->len ? _("、") : "", SV_ARG(second_word(&commands[i])));
}

static const struct command *no_second(struct sv group, struct sv word, struct err *e)
{
    struct str words = {0};
    struct sv near = nearest(word, group);
    add_group(&words, group);
    struct str named = {0};
    str_set(&named, group);
    if (word.len == 0 && file_exists(named.ptr))
        err_set(e, ERR_USAGE, _("%.*s 后面要写做什么：%s。要打开的是这里的“%.*s”，请写 ./%.*s。"),
                SV_ARG(group), words.ptr, SV_ARG(group), SV_ARG(group));
    else if (word.len == 0)
        err_set(e, ERR_USAGE, _("%.*s 后面要写做什么：%s。"), SV_ARG(group), words.ptr);
    else if (near.len)
        err_set(e, ERR_USAGE, _("没有命令“%.*s %.*s”，是不是“%.*s %.*s”？"), SV_ARG(group),
                SV_ARG(word), SV_ARG(group), SV_ARG(near));
    else
        err_set(e, ERR_USAGE, _("没有命令“%.*s %.*s”，%.*s 后面可以写：%s。"), SV_ARG(group),
                SV_ARG(word), SV_ARG(group), words.ptr);
    str_release(&named);
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
    for (size_t i = 1; i < command_count; i++) {
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
    for (size_t i = 1; i < command_count; i++)
        if (sv_eq(first_word(&commands[i]), word) && second_word(&commands[i]).len)
            return true;
    return false;
}

const struct command *command_next(const struct command *command)
{
    const struct command *next = command ? command + 1 : commands;
    return next < commands + command_count && next->run ? next : NULL;
}

bool command_takes(const struct command *command, enum option_id option)
{
    return (command->options | common_options) >> option & 1;
}
