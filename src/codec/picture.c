#include "codec/picture.h"

/* jpeglib.h uses FILE and size_t without including what defines them. */
#include <stdio.h>

#include <jpeglib.h>
#include <png.h>
#include <setjmp.h>
#include <string.h>

#include "base/i18n.h"

/*
 * Both libraries report errors by longjmp. Each setjmp stands in a function of its own whose locals
 * do not change after it; whatever the library writes lives in the caller's frame, where a jump
 * leaves it as it is.
 */

enum {
    PNG_SIGNATURE = 8,
    PNG_HEADER = PNG_SIGNATURE + 4 + 4 + 13 + 4, /* the signature and the whole IHDR chunk */
    EXIF_ORIENTATION = 0x0112,
    EXIF_SHORT = 3,
};

static bool damaged(const char *format_name, struct err *e)
{
    return err_set(e, ERR_REFUSED,
                   _("这个 %s 图片的开头已经损坏或者不完整，读不出宽和高。"
                     "请用看图软件打开它，另存一份再用。"),
                   format_name);
}

static bool measured(const char *format_name, struct picture *out, struct err *e)
{
    const uint32_t most = INT32_MAX;
    if (out->width == 0 || out->height == 0 || out->width > most || out->height > most)
        return damaged(format_name, e);
    return true;
}

/* ---- PNG ---- */

static void png_fail(png_structp png, png_const_charp message)
{
    (void)message;
    png_longjmp(png, 1);
}

static void png_quiet(png_structp png, png_const_charp message)
{
    (void)png;
    (void)message;
}

/* Feeds the signature and IHDR and stops: no other chunk, packed or not, is ever seen. */
static bool png_header(png_structp png, png_infop info, unsigned char head[PNG_HEADER])
{
    if (setjmp(png_jmpbuf(png)))
        return false;
    png_set_progressive_read_fn(png, NULL, NULL, NULL, NULL);
    png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_process_data(png, info, head, PNG_HEADER);
    return true;
}

static bool png_read(struct sv bytes, struct picture *out, struct err *e)
{
    unsigned char head[PNG_HEADER];
    if (bytes.len < sizeof(head))
        return damaged("PNG", e);
    memcpy(head, bytes.ptr, sizeof(head));
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, png_fail, png_quiet);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    bool read = info && png_header(png, info, head);
    if (read)
        *out = (struct picture){PICTURE_PNG, png_get_image_width(png, info),
                                png_get_image_height(png, info), 1};
    png_destroy_read_struct(&png, &info, NULL);
    return read ? measured("PNG", out, e) : damaged("PNG", e);
}

/* ---- JPEG ---- */

/* The tag block of a camera (EXIF 2.3, TIFF 6.0): offsets count from its byte order mark. */
struct tiff {
    const unsigned char *ptr;
    size_t len;
    bool little;
};

/* A number of 2 or 4 bytes; false past the end. */
static bool tiff_number(const struct tiff *t, size_t at, size_t size, uint32_t *value)
{
    if (at > t->len || size > t->len - at)
        return false;
    *value = 0;
    for (size_t i = 0; i < size; i++)
        *value = *value << 8 | t->ptr[at + (t->little ? size - 1 - i : i)];
    return true;
}

/* The orientation in the first directory, 1 to 8; 1 when it is missing or makes no sense. */
static uint32_t tiff_orientation(struct tiff t)
{
    uint32_t order = 0, magic = 0, directory = 0, entries = 0;
    if (!tiff_number(&t, 0, 2, &order) || (order != 0x4949 && order != 0x4D4D))
        return 1;
    t.little = order == 0x4949;
    if (!tiff_number(&t, 2, 2, &magic) || magic != 42 || !tiff_number(&t, 4, 4, &directory) ||
        !tiff_number(&t, directory, 2, &entries))
        return 1;
    for (size_t i = 0; i < entries; i++) {
        size_t at = (size_t)directory + 2 + 12 * i;
        uint32_t tag, type, count, value;
        if (!tiff_number(&t, at, 2, &tag) || !tiff_number(&t, at + 2, 2, &type) ||
            !tiff_number(&t, at + 4, 4, &count) || !tiff_number(&t, at + 8, 2, &value))
            return 1;
        if (tag == EXIF_ORIENTATION)
            return type == EXIF_SHORT && count == 1 && value >= 1 && value <= 8 ? value : 1;
    }
    return 1;
}

static uint32_t jpeg_orientation(const struct jpeg_decompress_struct *jpeg)
{
    static const char head[6] = "Exif\0";
    for (jpeg_saved_marker_ptr m = jpeg->marker_list; m; m = m->next) {
        if (m->marker == JPEG_APP0 + 1 && m->data_length >= sizeof(head) &&
            memcmp(m->data, head, sizeof(head)) == 0)
            return tiff_orientation(
                (struct tiff){m->data + sizeof(head), m->data_length - sizeof(head), false});
    }
    return 1;
}

struct jpeg_reader {
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr errors;
    jmp_buf failed;
};

static void jpeg_fail(j_common_ptr jpeg)
{
    struct jpeg_reader *r = jpeg->client_data;
    longjmp(r->failed, 1);
}

static void jpeg_quiet(j_common_ptr jpeg)
{
    (void)jpeg;
}

static bool jpeg_header(struct jpeg_reader *r, struct sv bytes)
{
    if (setjmp(r->failed))
        return false;
    jpeg_create_decompress(&r->jpeg);
    jpeg_mem_src(&r->jpeg, (const unsigned char *)bytes.ptr, (unsigned long)bytes.len);
    jpeg_save_markers(&r->jpeg, JPEG_APP0 + 1, 0xFFFF);
    return jpeg_read_header(&r->jpeg, TRUE) == JPEG_HEADER_OK;
}

static bool jpeg_read(struct sv bytes, struct picture *out, struct err *e)
{
    struct jpeg_reader r = {.jpeg = {.client_data = NULL}};
    r.jpeg.client_data = &r; /* jpeg_create_decompress keeps it */
    r.jpeg.err = jpeg_std_error(&r.errors);
    r.errors.error_exit = jpeg_fail;
    r.errors.output_message = jpeg_quiet;
    bool read = jpeg_header(&r, bytes);
    if (read) {
        uint32_t turn = jpeg_orientation(&r.jpeg);
        bool turned = turn >= 5;
        uint32_t width = r.jpeg.image_width, height = r.jpeg.image_height;
        *out =
            (struct picture){PICTURE_JPEG, turned ? height : width, turned ? width : height, turn};
    }
    jpeg_destroy_decompress(&r.jpeg);
    return read ? measured("JPEG", out, e) : damaged("JPEG", e);
}

/* ---- what else people attach ---- */

struct magic {
    size_t at;
    const char *bytes;
    size_t len;
    const char *name;
};

static const struct magic strangers[] = {
    {0, "GIF8", 4, "GIF"},      {0, "BM", 2, "BMP"},        {8, "WEBP", 4, "WebP"},
    {0, "II*\0", 4, "TIFF"},    {0, "MM\0*", 4, "TIFF"},    {4, "ftyphei", 7, "HEIC"},
    {4, "ftypavif", 8, "AVIF"}, {4, "ftypmif1", 8, "HEIF"}, {0, "%PDF", 4, "PDF"},
    {0, "<svg", 4, "SVG"},
};

static bool strange(struct sv bytes, struct err *e)
{
    for (size_t i = 0; i < sizeof(strangers) / sizeof(strangers[0]); i++) {
        const struct magic *m = &strangers[i];
        if (sv_eq(sv_sub(bytes, m->at, m->at + m->len), sv_make(m->bytes, m->len)))
            return err_set(e, ERR_REFUSED,
                           _("这是 %s 文件，不是 PNG 或 JPEG 图片。请另存为 PNG 或 JPEG 再用。"),
                           m->name);
    }
    return err_set(e, ERR_REFUSED, "%s",
                   bytes.len ? _("这不是 PNG 或 JPEG 图片。请把图片另存为 PNG 或 JPEG 再用。")
                             : _("这个文件是空的，里面没有图片。请换一个文件。"));
}

bool picture_read(struct sv bytes, struct picture *out, struct err *e)
{
    if (sv_starts(bytes, SV("\x89PNG\r\n\x1A\n")))
        return png_read(bytes, out, e);
    if (sv_starts(bytes, SV("\xFF\xD8\xFF")))
        return jpeg_read(bytes, out, e);
    return strange(bytes, e);
}

/* ---- the end ---- */

static size_t number_at(struct sv bytes, size_t at, size_t len)
{
    size_t value = 0;
    for (size_t i = 0; i < len; i++)
        value = value << 8 | (unsigned char)sv_byte(bytes, at + i);
    return value;
}

/* Chunk by chunk: length, name, what is in it, sum. */
static bool png_ends(struct sv bytes)
{
    enum { AROUND = 4 + 4 + 4 };
    for (size_t at = PNG_SIGNATURE; at < bytes.len && bytes.len - at >= AROUND;) {
        size_t len = number_at(bytes, at, 4);
        if (len > bytes.len - at - AROUND)
            return false;
        if (sv_eq(sv_sub(bytes, at + 4, at + 8), SV("IEND")))
            return true;
        at += AROUND + len;
    }
    return false;
}

/* A thumbnail in front has an end of its own: what counts comes behind the start of the scan. */
static bool jpeg_ends(struct sv bytes)
{
    enum { SCAN = 0xDA };
    size_t at = 2;
    while (bytes.len - at >= 4 && number_at(bytes, at, 1) == 0xFF) {
        size_t marker = number_at(bytes, at + 1, 1), len = number_at(bytes, at + 2, 2);
        if (marker == SCAN)
            return sv_find(bytes, SV("\xFF\xD9"), at) != SV_NONE;
        size_t step = marker == 0xFF ? 1 : len + 2; /* 0xFF may fill up */
        if (step > bytes.len - at)
            return false;
        at += step;
    }
    return false;
}

bool picture_is_whole(struct sv bytes, struct err *e)
{
    bool png = sv_starts(bytes, SV("\x89PNG\r\n\x1A\n"));
    bool jpeg = sv_starts(bytes, SV("\xFF\xD8\xFF"));
    return (png && png_ends(bytes)) || (jpeg && jpeg_ends(bytes)) ||
           err_set(e, ERR_REFUSED, "%s",
                   _("这个图片不完整，可能没有拷完。请重新拷一份，用看图软件打开看过再用。"));
}
