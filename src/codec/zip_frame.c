#include "codec/zip_frame.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/i18n.h"

/*
 * The frame (APPNOTE.TXT 6.3.10, sections 4.3.7 to 4.3.16). An archive that two programs can read
 * in two ways is a way past a check; so whatever is not said twice the same, or lies where nothing
 * is announced, refuses the whole.
 */

enum { UNIX_MADE = 3, OSX_MADE = 19, DOS_VOLUME = 0x08, ZIP64_FIELD = 0x0001 };

static bool broken(const char *what, struct err *e)
{
    return err_set(e, ERR_REFUSED, _("压缩包损坏或者被改过：%s。请让送来的人重新打包再送一次。"),
                   what);
}

static bool unfit(struct sv name, const char *what, struct err *e)
{
    struct str shown = {0};
    zip_add_shown(&shown, name);
    err_set(e, ERR_REFUSED, _("压缩包里的“%s”%s，不能打开。请用普通的 zip 格式重新打包。"),
            shown.ptr ? shown.ptr : "", what);
    str_release(&shown);
    return false;
}

/* The end record: the last one whose comment reaches the end of the bytes. */
static bool find_end(struct sv bytes, size_t *at)
{
    if (bytes.len < ZIP_END_SIZE)
        return false;
    for (size_t comment = 0; comment <= UINT16_MAX && comment + ZIP_END_SIZE <= bytes.len;
         comment++) {
        *at = bytes.len - ZIP_END_SIZE - comment;
        if (zip_number(bytes.ptr + *at, 4) == ZIP_END_SIGN &&
            zip_number(bytes.ptr + *at + 20, 2) == comment)
            return true;
    }
    return false;
}

/* ---- the directory ---- */

/* Regular files and folders by the attributes of the system it was made on. */
static bool is_plain(const char *central, bool folder)
{
    uint32_t made_on = zip_number(central + 4, 2) >> 8, attributes = zip_number(central + 38, 4);
    uint32_t type = (attributes >> 16) & S_IFMT;
    if (made_on == UNIX_MADE || made_on == OSX_MADE)
        return type == 0 || type == (folder ? S_IFDIR : S_IFREG);
    return !(attributes & DOS_VOLUME);
}

static bool fit(const struct zip_member *m, const char *central, struct err *e)
{
    bool folder = sv_ends(m->name, SV("/"));
    if (m->flags & (ZIP_ENCRYPTED | ZIP_STRONG | ZIP_MASKED))
        return unfit(m->name, _("加了密码"), e);
    if ((m->method != ZIP_STORED && m->method != ZIP_DEFLATED) || (m->flags & ZIP_PATCH))
        return unfit(m->name, _("用了少见的压缩方法"), e);
    if (m->packed == UINT32_MAX || m->size == UINT32_MAX || m->offset == UINT32_MAX ||
        zip_number(central + 34, 2) != 0)
        return unfit(m->name, _("用了 ZIP64 或者分卷"), e);
    if (!is_plain(central, folder))
        return unfit(m->name, _("是链接或者设备，不是普通文件"), e);
    if (folder && m->size)
        return unfit(m->name, _("是文件夹却带着内容"), e);
    if ((m->size == 0 && m->crc != 0) || (m->method == ZIP_STORED && m->packed != m->size))
        return broken(_("目录里的大小前后不一"), e);
    return true;
}

static bool within(const struct zip_member *m, const struct zip_limits *limits, size_t *total,
                   struct err *e)
{
    *total += m->size;
    if (m->size > limits->entry_bytes)
        return err_set(e, ERR_REFUSED,
                       _("压缩包里的一个文件展开后超过 %zu MiB，没有打开，以免占满内存。"
                         "请核对是不是送错了文件。"),
                       limits->entry_bytes >> 20);
    if (*total > limits->total_bytes)
        return err_set(e, ERR_REFUSED,
                       _("压缩包全部展开后超过 %zu MiB，没有打开，以免占满内存。"
                         "请核对是不是送错了文件。"),
                       limits->total_bytes >> 20);
    if (m->size > ZIP_FREE_BYTES && m->size / limits->ratio > m->packed)
        return err_set(e, ERR_REFUSED,
                       _("压缩包里的一个文件压缩比超过 %zu 倍，没有打开，以免占满内存。"
                         "请核对是不是送错了文件。"),
                       limits->ratio);
    return true;
}

/* Reads the record at *at, and moves behind it. */
static bool read_central(struct sv directory, size_t *at, const struct zip_limits *limits,
                         struct zip_member *m, struct err *e)
{
    const char *p = directory.ptr + *at;
    size_t left = directory.len - *at;
    if (left < ZIP_CENTRAL_SIZE || zip_number(p, 4) != ZIP_CENTRAL_SIGN)
        return broken(_("目录不完整"), e);
    size_t name = zip_number(p + 28, 2);
    size_t whole = ZIP_CENTRAL_SIZE + name + zip_number(p + 30, 2) + zip_number(p + 32, 2);
    if (whole > left)
        return broken(_("目录不完整"), e);
    *m = (struct zip_member){
        .name = sv_make(p + ZIP_CENTRAL_SIZE, name),
        .flags = (uint16_t)zip_number(p + 8, 2),
        .method = (uint16_t)zip_number(p + 10, 2),
        .crc = zip_number(p + 16, 4),
        .packed = zip_number(p + 20, 4),
        .size = zip_number(p + 24, 4),
        .offset = zip_number(p + 42, 4),
    };
    *at += whole;
    return zip_name_good(m->name, m->flags & ZIP_UTF8, limits, e) && fit(m, p, e);
}

static bool read_directory(struct sv directory, size_t count, const struct zip_limits *limits,
                           struct zip_members *out, struct err *e)
{
    size_t at = 0, total = 0;
    for (size_t i = 0; i < count; i++) {
        struct zip_member m = {0};
        if (!read_central(directory, &at, limits, &m, e) || !within(&m, limits, &total, e))
            return false;
        vec_push(out, m);
    }
    return at == directory.len || broken(_("目录里多出了内容"), e);
}

/* ---- the entries ---- */

/* A size in the header before the data: what the directory says, nothing where it stands behind
 * the data, or "see the ZIP64 field", which some writers add to files of any size. */
static bool same_size(struct sv extra, uint32_t said, uint32_t size, bool behind)
{
    if (said == size || (behind && said == 0))
        return true;
    if (said != UINT32_MAX)
        return false;
    for (size_t at = 0; at + 4 <= extra.len;) {
        uint32_t id = zip_number(extra.ptr + at, 2);
        size_t len = zip_number(extra.ptr + at + 2, 2);
        if (len > extra.len - at - 4)
            return false;
        for (size_t i = 0; id == ZIP64_FIELD && i + 8 <= len; i += 8) {
            const char *number = extra.ptr + at + 4 + i;
            uint32_t low = zip_number(number, 4), high = zip_number(number + 4, 4);
            if (high == 0 && (low == size || (behind && low == 0)))
                return true;
        }
        at += 4 + len;
    }
    return false;
}

/* What stands behind the data: with or without its mark, sizes of 4 or 8 bytes. */
static bool is_descriptor(struct sv bytes, const struct zip_member *m)
{
    struct sv rest = bytes;
    if (rest.len == 16 || rest.len == 24) {
        if (zip_number(rest.ptr, 4) != ZIP_DESCRIPTOR_SIGN)
            return false;
        rest = sv_from_offset(rest, 4);
    }
    size_t wide = rest.len == 20 ? 8 : 4;
    if (rest.len != 4 + 2 * wide || zip_number(rest.ptr, 4) != m->crc)
        return false;
    for (size_t i = 0; i < 2; i++) {
        const char *number = rest.ptr + 4 + i * wide;
        if (zip_number(number, 4) != (i ? m->size : m->packed) ||
            (wide == 8 && zip_number(number + 4, 4) != 0))
            return false;
    }
    return true;
}

/* Compares both headers and finds the data; `span` reaches to where the next entry begins. */
static bool read_local(struct sv span, struct zip_member *m, struct err *e)
{
    const enum zip_flag compared = ZIP_ENCRYPTED | ZIP_DESCRIPTOR | ZIP_STRONG | ZIP_MASKED;
    const char *p = span.ptr;
    if (span.len < ZIP_LOCAL_SIZE || zip_number(p, 4) != ZIP_LOCAL_SIGN)
        return broken(_("目录指的地方没有文件"), e);
    size_t name = zip_number(p + 26, 2), extra = zip_number(p + 28, 2);
    size_t head = ZIP_LOCAL_SIZE + name + extra;
    if (head > span.len || m->packed > span.len - head)
        return broken(_("文件互相重叠"), e);
    bool behind = m->flags & ZIP_DESCRIPTOR;
    struct sv field = sv_make(p + ZIP_LOCAL_SIZE + name, extra);
    uint32_t crc = zip_number(p + 14, 4);
    if (!sv_eq(sv_make(p + ZIP_LOCAL_SIZE, name), m->name) ||
        ((zip_number(p + 6, 2) ^ m->flags) & compared) || zip_number(p + 8, 2) != m->method ||
        !(crc == m->crc || (behind && crc == 0)) ||
        !same_size(field, zip_number(p + 18, 4), m->packed, behind) ||
        !same_size(field, zip_number(p + 22, 4), m->size, behind))
        return broken(_("目录和文件前面写的不一样"), e);
    m->data = sv_make(p + head, m->packed);
    struct sv rest = sv_from_offset(span, head + m->packed);
    if (behind ? !is_descriptor(rest, m) : rest.len != 0)
        return broken(_("文件之间夹着来历不明的内容"), e);
    return true;
}

static int by_offset(const void *a, const void *b)
{
    const struct zip_member *x = a, *y = b;
    return x->offset < y->offset ? -1 : x->offset > y->offset;
}

static bool read_members(struct sv bytes, size_t directory, struct zip_members *members,
                         struct err *e)
{
    if (members->len)
        qsort(members->ptr, members->len, sizeof *members->ptr, by_offset);
    size_t first = members->len ? members->ptr[0].offset : directory;
    if (first != 0)
        return broken(_("第一个文件前面夹着来历不明的内容"), e);
    for (size_t i = 0; i < members->len; i++) {
        struct zip_member *m = &members->ptr[i];
        size_t end = i + 1 < members->len ? members->ptr[i + 1].offset : directory;
        if (end > directory)
            return broken(_("目录指的地方没有文件"), e);
        if (!read_local(sv_sub(bytes, m->offset, end), m, e))
            return false;
    }
    return true;
}

bool zip_frame(struct sv bytes, const struct zip_limits *limits, struct zip_members *out,
               struct err *e)
{
    size_t end = 0;
    if (bytes.len > limits->bytes)
        return err_set(e, ERR_REFUSED,
                       _("压缩包本身超过 %zu MiB，没有打开，以免占满内存。"
                         "请核对是不是送错了文件。"),
                       limits->bytes >> 20);
    if (!find_end(bytes, &end))
        return err_set(e, ERR_REFUSED, "%s",
                       _("这不是压缩包（zip），或者没有传完整。请让送来的人重新送一次。"));
    const char *p = bytes.ptr + end;
    size_t count = zip_number(p + 10, 2), size = zip_number(p + 12, 4);
    size_t offset = zip_number(p + 16, 4);
    if (zip_number(p + 4, 4) != 0 || zip_number(p + 8, 2) != count)
        return broken(_("是分卷中的一卷"), e);
    if (count > limits->entries)
        return err_set(e, ERR_REFUSED,
                       _("压缩包里的文件超过 %zu 个，没有打开。请核对是不是送错了文件。"),
                       limits->entries);
    if (offset > end || size != end - offset)
        return broken(_("目录不在该在的地方"), e);
    return read_directory(sv_make(bytes.ptr + offset, size), count, limits, out, e) &&
           read_members(bytes, offset, out, e) && zip_names_agree(out, e);
}
