#include "codec/zip.h"

#include <archive.h>
#include <archive_entry.h>

#include "base/i18n.h"
#include "codec/zip_frame.h"

const struct zip_limits zip_limits_usual = {
    .bytes = ZIP_MAX_BYTES,
    .entries = ZIP_MAX_ENTRIES,
    .entry_bytes = ZIP_MAX_ENTRY_BYTES,
    .total_bytes = ZIP_MAX_TOTAL_BYTES,
    .ratio = ZIP_MAX_RATIO,
    .name_bytes = ZIP_MAX_NAME_BYTES,
};

void zip_add(struct zip *z, struct sv name, struct sv bytes, bool deflate)
{
    struct zip_entry *entry = vec_add(&z->entries);
    str_set(&entry->name, name);
    str_set(&entry->bytes, bytes);
    entry->deflate = deflate;
}

const struct zip_entry *zip_find(const struct zip *z, struct sv name)
{
    for (size_t i = 0; i < z->entries.len; i++)
        if (sv_eq(str_sv(&z->entries.ptr[i].name), name))
            return &z->entries.ptr[i];
    return NULL;
}

void zip_release(struct zip *z)
{
    for (size_t i = 0; i < z->entries.len; i++) {
        str_release(&z->entries.ptr[i].name);
        str_release(&z->entries.ptr[i].bytes);
    }
    vec_release(&z->entries);
}

/* The header in front of an entry's data. */
static void add_local(struct str *out, const struct zip_member *m)
{
    enum { NEEDS = 20, TIME = 0, DATE = 1 << 5 | 1 }; /* version 2.0; 1980-01-01 */
    zip_add_number(out, ZIP_LOCAL_SIGN, 4);
    zip_add_number(out, NEEDS, 2);
    zip_add_number(out, m->flags, 2);
    zip_add_number(out, m->method, 2);
    zip_add_number(out, TIME, 2);
    zip_add_number(out, DATE, 2);
    zip_add_number(out, m->crc, 4);
    zip_add_number(out, m->packed, 4);
    zip_add_number(out, m->size, 4);
    zip_add_number(out, (uint32_t)m->name.len, 2);
    zip_add_number(out, 0, 2);
    str_add(out, m->name);
}

/* ---- reading ---- */

/*
 * libarchive gets each entry's data behind a header of our own making: one entry, a plain name,
 * sizes and sum as the directory has them. So it inflates and checks, and has no frame, no name and
 * no extra field of a stranger's to interpret.
 */
struct feed {
    struct sv pieces[2];
    size_t next;
};

static la_ssize_t feed_read(struct archive *a, void *context, const void **bytes)
{
    struct feed *feed = context;
    (void)a;
    if (feed->next == sizeof feed->pieces / sizeof feed->pieces[0])
        return 0;
    struct sv piece = feed->pieces[feed->next++];
    *bytes = piece.ptr;
    return (la_ssize_t)piece.len;
}

/* Reads to the end and one step further: only there are the sum and the sizes compared. */
static bool inflate_all(struct archive *a, size_t size, struct str *out)
{
    struct archive_entry *entry;
    if (archive_read_next_header(a, &entry) != ARCHIVE_OK)
        return false;
    for (;;) {
        const void *bytes;
        size_t len;
        la_int64_t offset;
        int result = archive_read_data_block(a, &bytes, &len, &offset);
        if (result == ARCHIVE_EOF)
            return out->len == size;
        if (result != ARCHIVE_OK || offset != (la_int64_t)out->len || len > size - out->len)
            return false;
        str_add(out, sv_make(bytes, len));
    }
}

static bool unpack(const struct zip_member *m, struct str *out)
{
    struct zip_member plain = *m;
    struct str head = {0};
    plain.name = SV("entry");
    plain.flags = 0;
    add_local(&head, &plain);
    struct feed feed = {.pieces = {str_sv(&head), m->data}};
    struct archive *a = archive_read_new();
    if (!a)
        memory_die();
    str_reserve(out, m->size);
    bool ok = archive_read_support_format_zip_streamable(a) == ARCHIVE_OK &&
              archive_read_open(a, &feed, NULL, feed_read, NULL) == ARCHIVE_OK &&
              inflate_all(a, m->size, out);
    archive_read_free(a);
    str_release(&head);
    return ok;
}

static bool read_entry(const struct zip_member *m, struct zip *out, struct err *e)
{
    struct str shown = {0};
    zip_add(out, m->name, SV(""), m->method == ZIP_DEFLATED);
    if (unpack(m, &out->entries.ptr[out->entries.len - 1].bytes))
        return true;
    zip_add_shown(&shown, m->name);
    err_set(e, ERR_REFUSED,
            _("压缩包里的“%s”损坏了，展开后和校验码对不上。请让送来的人重新送一次。"), shown.ptr);
    str_release(&shown);
    return false;
}

bool zip_read(struct sv bytes, const struct zip_limits *limits, struct zip *out, struct err *e)
{
    struct zip_members members = {0};
    struct zip read = {0};
    bool ok = zip_frame(bytes, limits ? limits : &zip_limits_usual, &members, e);
    for (size_t i = 0; ok && i < members.len; i++) {
        const struct zip_member *m = &members.ptr[i];
        if (!sv_ends(m->name, SV("/")))
            ok = read_entry(m, &read, e);
    }
    vec_release(&members);
    if (ok)
        *out = read;
    else
        zip_release(&read);
    return ok;
}

/* ---- writing ---- */

static la_ssize_t keep(struct archive *a, void *context, const void *bytes, size_t len)
{
    (void)a;
    str_add(context, sv_make(bytes, len));
    return (la_ssize_t)len;
}

static bool compress_all(struct archive *a, struct sv bytes, struct str *out)
{
    struct archive_entry *entry = archive_entry_new();
    if (!entry)
        memory_die();
    archive_entry_set_pathname(entry, "entry");
    archive_entry_set_filetype(entry, AE_IFREG);
    bool ok = archive_write_set_format_raw(a) == ARCHIVE_OK &&
              archive_write_add_filter_gzip(a) == ARCHIVE_OK &&
              archive_write_set_filter_option(a, "gzip", "compression-level", "9") == ARCHIVE_OK &&
              archive_write_set_bytes_per_block(a, 0) == ARCHIVE_OK &&
              archive_write_open(a, out, NULL, keep, NULL) == ARCHIVE_OK &&
              archive_write_header(a, entry) == ARCHIVE_OK;
    for (size_t at = 0; ok && at < bytes.len;) {
        la_ssize_t done = archive_write_data(a, bytes.ptr + at, bytes.len - at);
        ok = done > 0;
        at += ok ? (size_t)done : 0;
    }
    archive_entry_free(entry);
    return archive_write_close(a) == ARCHIVE_OK && ok;
}

/*
 * Deflates by way of gzip, whose frame around the same stream is fixed (RFC 1952: ten bytes in
 * front when nothing optional is there, sum and size behind). libarchive's own zip writer always
 * adds owner, times and a descriptor, which would differ from one machine to the next.
 */
static void pack(struct sv bytes, struct str *out, uint32_t *crc)
{
    enum { HEAD = 10, TAIL = 8, MAGIC = 0x088B1F };
    struct archive *a = archive_write_new();
    if (!a || !compress_all(a, bytes, out))
        memory_die(); /* the only thing that can go wrong in memory */
    archive_write_free(a);
    BUG_ON(out->len < HEAD + TAIL || zip_number(out->ptr, 4) != MAGIC);
    *crc = zip_number(out->ptr + out->len - TAIL, 4);
    BUG_ON(zip_number(out->ptr + out->len - TAIL + 4, 4) != (uint32_t)bytes.len);
    str_truncate(out, out->len - TAIL);
    str_splice(out, 0, HEAD, SV(""));
}

static void add_central(struct str *out, const struct zip_member *m)
{
    enum { MADE_BY = 20 }; /* MS-DOS, 2.0: no rights, no owner */
    struct str local = {0};
    add_local(&local, m);
    zip_add_number(out, ZIP_CENTRAL_SIGN, 4);
    zip_add_number(out, MADE_BY, 2);
    /* From the version needed to the length of the extra field both headers are the same. */
    str_add(out, sv_sub(str_sv(&local), 4, ZIP_LOCAL_SIZE));
    zip_add_number(out, 0, 2); /* no comment */
    zip_add_number(out, 0, 2); /* the first volume */
    zip_add_number(out, 0, 2);
    zip_add_number(out, 0, 4); /* no attributes */
    zip_add_number(out, m->offset, 4);
    str_add(out, m->name);
    str_release(&local);
}

/* What is set before anything is packed, so that a refusal costs nothing. */
static bool plan(const struct zip *z, struct zip_members *out, struct err *e)
{
    const struct zip_limits *limits = &zip_limits_usual;
    size_t total = 0;
    if (z->entries.len > limits->entries)
        return err_set(e, ERR_REFUSED, _("要打包的文件超过 %zu 个。请减少附件再打包。"),
                       limits->entries);
    for (size_t i = 0; i < z->entries.len; i++) {
        const struct zip_entry *entry = &z->entries.ptr[i];
        struct sv name = str_sv(&entry->name);
        total += entry->bytes.len;
        if (entry->bytes.len > limits->entry_bytes || total > limits->total_bytes)
            return err_set(e, ERR_REFUSED,
                           _("要打包的文件太大：一个不能超过 %zu MiB，一共不能超过 %zu MiB。"
                             "请缩小附件再打包。"),
                           limits->entry_bytes >> 20, limits->total_bytes >> 20);
        if (!zip_name_good(name, true, limits, e))
            return false;
        BUG_ON(sv_ends(name, SV("/"))); /* folders are implied by what is in them */
        bool ascii = true;
        for (size_t at = 0; at < name.len; at++)
            ascii &= (unsigned char)name.ptr[at] < 0x80;
        vec_push(out, (struct zip_member){.name = name,
                                          .flags = ascii ? 0 : ZIP_UTF8,
                                          .size = (uint32_t)entry->bytes.len});
    }
    return zip_names_agree(out, e);
}

static void add_entry(struct str *out, const struct zip_entry *entry, struct zip_member *m,
                      size_t base)
{
    struct str packed = {0};
    pack(str_sv(&entry->bytes), &packed, &m->crc);
    /* What would look like a bomb, or grow, is stored. */
    bool deflate = entry->deflate && packed.len < entry->bytes.len &&
                   (m->size <= ZIP_FREE_BYTES || m->size / ZIP_MAX_RATIO <= packed.len);
    struct sv data = deflate ? str_sv(&packed) : str_sv(&entry->bytes);
    m->method = deflate ? ZIP_DEFLATED : ZIP_STORED;
    m->packed = (uint32_t)data.len;
    m->offset = (uint32_t)(out->len - base);
    add_local(out, m);
    str_add(out, data);
    str_release(&packed);
}

static void add_end(struct str *out, size_t count, size_t size, size_t offset)
{
    zip_add_number(out, ZIP_END_SIGN, 4);
    zip_add_number(out, 0, 4); /* one volume */
    zip_add_number(out, (uint32_t)count, 2);
    zip_add_number(out, (uint32_t)count, 2);
    zip_add_number(out, (uint32_t)size, 4);
    zip_add_number(out, (uint32_t)offset, 4);
    zip_add_number(out, 0, 2); /* no comment */
}

bool zip_write(const struct zip *z, struct str *out, struct err *e)
{
    struct zip_members members = {0};
    size_t base = out->len;
    bool ok = plan(z, &members, e);
    if (ok) {
        for (size_t i = 0; i < members.len; i++)
            add_entry(out, &z->entries.ptr[i], &members.ptr[i], base);
        size_t directory = out->len;
        for (size_t i = 0; i < members.len; i++)
            add_central(out, &members.ptr[i]);
        add_end(out, members.len, out->len - directory, directory - base);
    }
    vec_release(&members);
    return ok;
}
