#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include "codec/digest.h"
#include "codec/picture.h"

static void add_be(struct str *s, uint32_t value, int bytes)
{
    while (bytes-- > 0)
        str_add_byte(s, (char)(value >> 8 * bytes));
}

static uint32_t crc32_of(struct sv bytes)
{
    uint32_t crc = 0xFFFFFFFF;
    for (size_t i = 0; i < bytes.len; i++) {
        crc ^= (unsigned char)bytes.ptr[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0);
    }
    return ~crc;
}

/* The signature and IHDR of an 8-bit RGB picture. */
static void make_png(struct str *s, uint32_t width, uint32_t height)
{
    str_set(s, SV("\x89PNG\r\n\x1A\n"));
    add_be(s, 13, 4);
    size_t start = s->len;
    str_add(s, SV("IHDR"));
    add_be(s, width, 4);
    add_be(s, height, 4);
    str_add(s, sv_make("\x08\x02\0\0\0", 5));
    add_be(s, crc32_of(sv_from_offset(str_sv(s), start)), 4);
}

/* A whole grey picture, by the library itself; `exif` goes into APP1. */
static void make_jpeg(struct str *s, unsigned width, unsigned height, struct sv exif)
{
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    unsigned char *bytes = NULL;
    unsigned long len = 0;
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &bytes, &len);
    jpeg.image_width = width;
    jpeg.image_height = height;
    jpeg.input_components = 1;
    jpeg.in_color_space = JCS_GRAYSCALE;
    jpeg_set_defaults(&jpeg);
    jpeg_start_compress(&jpeg, TRUE);
    if (exif.len)
        jpeg_write_marker(&jpeg, JPEG_APP0 + 1, (const JOCTET *)exif.ptr, (unsigned)exif.len);
    JSAMPROW row = calloc(width, 1);
    while (jpeg.next_scanline < height)
        jpeg_write_scanlines(&jpeg, &row, 1);
    free(row);
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    str_set(s, sv_make((const char *)bytes, len));
    free(bytes);
}

static void add_number(struct str *s, bool little, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        str_add_byte(s, (char)(value >> 8 * (little ? i : bytes - 1 - i)));
}

/* A tag block with one other tag before the orientation. */
static void make_exif(struct str *s, bool little, uint32_t orientation)
{
    str_set(s, sv_make("Exif\0\0", 6));
    str_add(s, little ? SV("II") : SV("MM"));
    add_number(s, little, 42, 2);
    add_number(s, little, 8, 4);
    add_number(s, little, 2, 2);
    const uint32_t entries[2][2] = {{0x0100, 7}, {0x0112, orientation}};
    for (int i = 0; i < 2; i++) {
        add_number(s, little, entries[i][0], 2);
        add_number(s, little, 3, 2);
        add_number(s, little, 1, 4);
        add_number(s, little, entries[i][1], 2);
        add_number(s, little, 0, 2);
    }
    add_number(s, little, 0, 4);
}

static void check_size(struct sv bytes, enum picture_kind kind, uint32_t width, uint32_t height)
{
    struct picture p = {0};
    struct err e = {0};
    if (!picture_read(bytes, &p, &e))
        fail_msg("%s", e.message.ptr);
    assert_int_equal(p.kind, kind);
    assert_int_equal(p.width, width);
    assert_int_equal(p.height, height);
}

static void check_refused(struct sv bytes, const char *says)
{
    struct picture p = {0};
    struct err e = {0};
    assert_false(picture_read(bytes, &p, &e));
    assert_int_equal(e.class, ERR_REFUSED);
    if (!sv_contains(str_sv(&e.message), sv_from(says)))
        fail_msg("%s: %s", says, e.message.ptr);
    err_clear(&e);
}

static void test_png(void **state)
{
    (void)state;
    struct str png = {0};
    make_png(&png, 1280, 720);
    check_size(str_sv(&png), PICTURE_PNG, 1280, 720);
    str_add(&png, SV("\0\0\0\4zTXtrubbish that is never looked at"));
    check_size(str_sv(&png), PICTURE_PNG, 1280, 720);
    make_png(&png, 1, 0x7FFFFFFF);
    check_size(str_sv(&png), PICTURE_PNG, 1, 0x7FFFFFFF);
    str_release(&png);
}

static void test_png_damaged(void **state)
{
    (void)state;
    struct str png = {0};
    make_png(&png, 0, 720);
    check_refused(str_sv(&png), "PNG");
    make_png(&png, 720, 0);
    check_refused(str_sv(&png), "PNG");
    make_png(&png, 0x80000000, 720);
    check_refused(str_sv(&png), "PNG");
    make_png(&png, 720, 0xFFFFFFFF);
    check_refused(str_sv(&png), "PNG");
    make_png(&png, 1280, 720);
    for (size_t len = 8; len < png.len; len++)
        check_refused(sv_sub(str_sv(&png), 0, len), "不完整");
    /* Any byte changed in the header breaks its checksum, its length or its name. */
    for (size_t i = 8; i < png.len; i++) {
        png.ptr[i] ^= 0x10;
        check_refused(str_sv(&png), "PNG");
        png.ptr[i] ^= 0x10;
    }
    check_size(str_sv(&png), PICTURE_PNG, 1280, 720);
    str_release(&png);
}

static void test_jpeg(void **state)
{
    (void)state;
    struct str jpeg = {0};
    make_jpeg(&jpeg, 96, 40, SV(""));
    check_size(str_sv(&jpeg), PICTURE_JPEG, 96, 40);
    /* The head is enough: up to the first scan, with 0xFFDA and its 8 bytes. */
    size_t scan = sv_find(str_sv(&jpeg), SV("\xFF\xDA"), 0);
    assert_int_not_equal(scan, SV_NONE);
    check_size(sv_sub(str_sv(&jpeg), 0, scan + 10), PICTURE_JPEG, 96, 40);
    for (size_t len = 3; len <= scan; len++)
        check_refused(sv_sub(str_sv(&jpeg), 0, len), "JPEG");
    str_release(&jpeg);
}

static void test_jpeg_orientation(void **state)
{
    (void)state;
    struct str jpeg = {0}, exif = {0};
    for (uint32_t orientation = 0; orientation <= 9; orientation++) {
        for (int little = 0; little < 2; little++) {
            bool turned = orientation >= 5 && orientation <= 8;
            make_exif(&exif, little, orientation);
            make_jpeg(&jpeg, 96, 40, str_sv(&exif));
            check_size(str_sv(&jpeg), PICTURE_JPEG, turned ? 40 : 96, turned ? 96 : 40);
            struct picture p;
            assert_true(picture_read(str_sv(&jpeg), &p, NULL));
            assert_int_equal(p.turn, orientation >= 1 && orientation <= 8 ? orientation : 1);
        }
    }
    /* Cut anywhere, the tag counts only when it is whole; each byte changed, nothing goes wrong. */
    make_exif(&exif, false, 6);
    size_t tag_end = 6 + 8 + 2 + 2 * 12 - 2;
    for (size_t len = 6; len <= exif.len; len++) {
        make_jpeg(&jpeg, 96, 40, sv_sub(str_sv(&exif), 0, len));
        bool whole = len >= tag_end;
        check_size(str_sv(&jpeg), PICTURE_JPEG, whole ? 40 : 96, whole ? 96 : 40);
    }
    for (size_t i = 0; i < exif.len; i++) {
        struct picture p;
        exif.ptr[i] ^= (char)0xFF;
        make_jpeg(&jpeg, 96, 40, str_sv(&exif));
        assert_true(picture_read(str_sv(&jpeg), &p, NULL));
        assert_int_equal(p.width + p.height, 136);
        exif.ptr[i] ^= (char)0xFF;
    }
    /* A directory that claims to lie far outside, and one with more entries than bytes. */
    str_set(&exif, sv_make("Exif\0\0MM\0*\xFF\xFF\xFF\xFE\0\1", 16));
    make_jpeg(&jpeg, 96, 40, str_sv(&exif));
    check_size(str_sv(&jpeg), PICTURE_JPEG, 96, 40);
    str_set(&exif, sv_make("Exif\0\0MM\0*\0\0\0\x08\xFF\xFF", 16));
    make_jpeg(&jpeg, 96, 40, str_sv(&exif));
    check_size(str_sv(&jpeg), PICTURE_JPEG, 96, 40);
    str_release(&jpeg);
    str_release(&exif);
}

static void test_jpeg_damaged(void **state)
{
    (void)state;
    struct str jpeg = {0};
    make_jpeg(&jpeg, 96, 40, SV(""));
    size_t frame = sv_find(str_sv(&jpeg), SV("\xFF\xC0"), 0);
    assert_int_not_equal(frame, SV_NONE);
    jpeg.ptr[frame + 5] = jpeg.ptr[frame + 6] = 0; /* the height */
    check_refused(str_sv(&jpeg), "JPEG");
    jpeg.ptr[frame + 5] = (char)0xFF; /* more than the library takes */
    jpeg.ptr[frame + 6] = (char)0xFF;
    check_refused(str_sv(&jpeg), "JPEG");
    check_refused(SV("\xFF\xD8\xFF\xD9"), "JPEG");
    check_refused(SV("\xFF\xD8\xFF"), "JPEG");
    /* Each byte of the head changed: a size or a refusal, never anything else. */
    make_jpeg(&jpeg, 96, 40, SV(""));
    for (size_t i = 3; i < jpeg.len; i++) {
        struct picture p = {0};
        jpeg.ptr[i] ^= (char)0x55;
        struct err e = {0};
        bool read = picture_read(str_sv(&jpeg), &p, &e);
        assert_int_equal(e.class, read ? ERR_NONE : ERR_REFUSED);
        assert_true(!read || (p.width && p.height));
        err_clear(&e);
        jpeg.ptr[i] ^= (char)0x55;
    }
    str_release(&jpeg);
}

/* Cut anywhere, a picture is not whole; what hangs behind its end does no harm. */
static void test_whole(void **state)
{
    (void)state;
    static const char thumbnail[] = "Exif\0\0\xFF\xD8\xFF\xDA\xFF\xD9";
    struct str pictures[2] = {{0}, {0}};
    make_png(&pictures[0], 3, 2);
    str_add(&pictures[0], sv_make("\0\0\0\x02IDATxx....\0\0\0\0IEND\xAE\x42\x60\x82", 26));
    make_jpeg(&pictures[1], 8, 8, sv_make(thumbnail, sizeof thumbnail - 1));
    for (size_t i = 0; i < COUNT_OF(pictures); i++) {
        struct sv whole = str_sv(&pictures[i]);
        assert_true(picture_is_whole(whole, NULL));
        for (size_t cut = 0; cut < whole.len; cut++) {
            struct err e = {0};
            assert_false(picture_is_whole(sv_sub(whole, 0, cut), &e));
            assert_true(e.message.len > 0);
            err_clear(&e);
        }
        str_add(&pictures[i], SV("more"));
        assert_true(picture_is_whole(str_sv(&pictures[i]), NULL));
        str_release(&pictures[i]);
    }
    /* Lengths that lead out of the file. */
    assert_false(picture_is_whole(SV("\x89PNG\r\n\x1A\n\xFF\xFF\xFF\xFFIEND...."), NULL));
    assert_false(picture_is_whole(SV("\xFF\xD8\xFF\xE0\xFF\xFF\xFF\xDA\xFF\xD9"), NULL));
}

static void test_strangers(void **state)
{
    (void)state;
    check_refused(SV(""), "空");
    check_refused(SV("GIF89a\1\0\1\0"), "GIF");
    check_refused(SV("BM\x36\0\0\0"), "BMP");
    check_refused(SV("RIFF\x24\0\0\0WEBPVP8 "), "WebP");
    check_refused(SV("II*\0\x08\0\0\0"), "TIFF");
    check_refused(SV("\0\0\0\x18"
                     "ftypheic"),
                  "HEIC");
    check_refused(SV("%PDF-1.7"), "PDF");
    check_refused(SV("\x89PNG"), "不是 PNG 或 JPEG");
    check_refused(SV("\xFF\xD8"), "不是 PNG 或 JPEG");
    check_refused(SV("一段文字"), "不是 PNG 或 JPEG");
    assert_false(picture_read(SV("x"), &(struct picture){0}, NULL));
}

static void test_digest(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *hex;
    } cases[] = {
        /* FIPS 180-4 and NIST's examples. */
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    };
    struct str hex = {0}, million = {0};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct digest d = digest_of(sv_from(cases[i].text));
        str_clear(&hex);
        digest_add_hex(&hex, &d);
        assert_text(str_sv(&hex), cases[i].hex);
    }
    str_add_bytes(&million, 'a', 1000000);
    struct digest d = digest_of(str_sv(&million));
    str_set(&hex, SV("sha256:"));
    digest_add_hex(&hex, &d);
    assert_text(str_sv(&hex),
                "sha256:cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    str_release(&hex);
    str_release(&million);
}

static void test_digest_of_parts(void **state)
{
    (void)state;
    const struct sv text = SV("一份由几段组成的文字，长到不止一块，也许是两块：0123456789");
    struct digest want = digest_of(text);
    for (size_t cut = 0; cut <= text.len; cut++) {
        const struct sv parts[] = {sv_sub(text, 0, cut), SV(""), sv_from_offset(text, cut)};
        struct digest got = digest_of_parts(parts, COUNT_OF(parts));
        assert_memory_equal(got.bytes, want.bytes, sizeof want.bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_png),
        cmocka_unit_test(test_png_damaged),
        cmocka_unit_test(test_jpeg),
        cmocka_unit_test(test_jpeg_orientation),
        cmocka_unit_test(test_jpeg_damaged),
        cmocka_unit_test(test_whole),
        cmocka_unit_test(test_strangers),
        cmocka_unit_test(test_digest),
        cmocka_unit_test(test_digest_of_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
