/*
 * zip_frame: where the entries of an archive lie, and whether their names may pass. For zip_read
 * and zip_write alone.
 */
#ifndef CODEC_ZIP_FRAME_H
#define CODEC_ZIP_FRAME_H

#include "codec/zip.h"

enum { ZIP_STORED = 0, ZIP_DEFLATED = 8 };

enum zip_flag {
    ZIP_ENCRYPTED = 1 << 0,
    ZIP_DESCRIPTOR = 1 << 3, /* sizes and sum stand behind the data */
    ZIP_PATCH = 1 << 5,
    ZIP_STRONG = 1 << 6,
    ZIP_UTF8 = 1 << 11,
    ZIP_MASKED = 1 << 13, /* the headers are encrypted */
};

/* The fixed parts of the records, and what each begins with. */
enum { ZIP_LOCAL_SIZE = 30, ZIP_CENTRAL_SIZE = 46, ZIP_END_SIZE = 22 };
enum { ZIP_LOCAL_SIGN = 0x04034B50, ZIP_CENTRAL_SIGN = 0x02014B50, ZIP_END_SIGN = 0x06054B50 };
enum { ZIP_DESCRIPTOR_SIGN = 0x08074B50 };

/* An entry as the directory has it; all views are into the archive. */
struct zip_member {
    struct sv name; /* a folder's ends in "/" */
    struct sv data; /* packed; known once the headers were compared */
    uint16_t flags;
    uint16_t method;
    uint32_t crc;
    uint32_t packed;
    uint32_t size; /* unpacked */
    uint32_t offset;
};

VEC_TYPE(zip_members, struct zip_member);

/* Little-endian numbers. */
static inline uint32_t zip_number(const char *at, size_t bytes)
{
    uint32_t value = 0;
    while (bytes-- > 0)
        value = value << 8 | (unsigned char)at[bytes];
    return value;
}

static inline void zip_add_number(struct str *out, uint32_t value, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        str_add_byte(out, (char)(value >> 8 * i & 0xFF));
}

/* A name as messages show it: what is invisible is written out, what is long is cut. */
void zip_add_shown(struct str *out, struct sv name);
/* Appends the members in the order they lie in; fails on any fault of the frame or a limit. */
bool zip_frame(struct sv bytes, const struct zip_limits *limits, struct zip_members *out,
               struct err *e);
/* One name by itself, and all of them together. */
bool zip_name_good(struct sv name, bool utf8, const struct zip_limits *limits, struct err *e);
bool zip_names_agree(const struct zip_members *members, struct err *e);

#endif
