#include "base/err.h"

#include <errno.h>
#include <string.h>

#include "base/i18n.h"

/* The causes a clerk meets, in plain words: the C library would say them in English where no
   Chinese locale is installed. Anything else keeps the C library's text. */
static const struct {
    int number;
    const char *text;
} causes[] = {
    {ENOENT, N_("没有这个文件或文件夹")},
    {EACCES, N_("没有权限")},
    {EPERM, N_("没有权限")},
    {EISDIR, N_("这是一个文件夹")},
    {ENOTDIR, N_("路径中有一段不是文件夹")},
    {EEXIST, N_("已经有同名的文件")},
    {ENOSPC, N_("磁盘已满，请先腾出空间")},
    {EDQUOT, N_("磁盘配额已用完，请先腾出空间")},
    {EROFS, N_("这个磁盘是只读的")},
    {EIO, N_("磁盘读写出错")},
    {ENAMETOOLONG, N_("名称太长")},
    {EMFILE, N_("打开的文件太多")},
    {EFBIG, N_("文件太大")},
    {ELOOP, N_("符号链接层数太多或不允许经过链接")},
};

bool err_set(struct err *e, enum err_class class, const char *format, ...)
{
    if (!e)
        return false;
    struct str message = {0};
    va_list args;
    va_start(args, format);
    str_add_vf(&message, format, args);
    va_end(args);
    str_move(&e->message, &message);
    e->class = class;
    return false;
}

bool err_errno(struct err *e, const char *what, int number)
{
    const char *cause = NULL;
    for (size_t i = 0; i < sizeof causes / sizeof causes[0]; i++)
        if (causes[i].number == number)
            cause = _(causes[i].text);
    return err_set(e, ERR_IO, _("%s：%s。"), what, cause ? cause : strerror(number));
}

void err_prefix(struct err *e, const char *format, ...)
{
    if (!e)
        return;
    struct str message = {0};
    va_list args;
    va_start(args, format);
    str_add_vf(&message, format, args);
    va_end(args);
    str_add(&message, str_sv(&e->message));
    str_move(&e->message, &message);
}

void err_clear(struct err *e)
{
    str_release(&e->message);
    e->class = ERR_NONE;
}
