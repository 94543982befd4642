/*
 * Text from files and pastes: decoded, normalised, counted, and written in every encoding.
 *
 * The input is the bytes of a text file.
 */
#include "fuzz.h"
#include "text/cluster.h"
#include "text/count.h"
#include "text/encoding.h"
#include "text/ident.h"
#include "text/norm.h"
#include "text/number.h"
#include "text/width.h"

/* Normalising ends in valid text that a second pass leaves alone. */
static void normalise(struct sv text, struct str *out)
{
    static void (*const passes[])(struct sv, struct str *, struct norm_report *) = {norm_line,
                                                                                    norm_text};
    struct str again = {0};
    for (size_t i = 0; i < sizeof passes / sizeof passes[0]; i++) {
        struct norm_report first = {0}, second = {0};
        passes[i](text, out, &first);
        HOLDS(utf8_valid(str_sv(out), NULL));
        HOLDS(norm_changed(&first) || sv_eq(text, str_sv(out)));
        passes[i](str_sv(out), &again, &second);
        HOLDS(sv_eq(str_sv(out), str_sv(&again)));
        HOLDS(!norm_changed(&second));
    }
    norm_code(text, true, out);
    HOLDS(utf8_valid(str_sv(out), NULL));
    norm_code(str_sv(out), true, &again);
    HOLDS(sv_eq(str_sv(out), str_sv(&again)));
    norm_text(text, out, NULL);
    str_release(&again);
}

/* What is encoded decodes to the same; what cannot be is refused. */
static void there_and_back(struct sv text)
{
    static const enum encoding targets[] = {ENCODING_UTF8, ENCODING_UTF8_BOM, ENCODING_GB18030};
    struct str bytes = {0}, back = {0};
    for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++) {
        struct unshowables outside = {0};
        enum encoding found = ENCODINGS;
        bool doubtful = false;
        struct err e = {0};
        if (!encoding_encode(text, targets[i], &bytes, &outside, &e)) {
            fuzz_refused(&e);
        } else if (targets[i] != ENCODING_GB18030) {
            if (!encoding_decode(str_sv(&bytes), &back, &found, &doubtful, &e))
                fuzz_broken("what was encoded decodes", &e);
            str_replace_all(&back, SV("\r\n"), SV("\n"));
            /* A short text without a byte order mark can be taken for GB18030; that is told. */
            HOLDS(found == targets[i] || doubtful);
            HOLDS(sv_eq(str_sv(&back), text) || found != targets[i]);
        }
        vec_release(&outside);
    }
    str_release(&bytes);
    str_release(&back);
}

static void marks(struct sv text)
{
    for (size_t at = 0; at < text.len;) {
        size_t next = cluster_next(text, at);
        struct sv cluster = sv_sub(text, at, next);
        HOLDS(next > at && next <= text.len);
        struct sv mark = norm_mark(cluster);
        HOLDS(mark.len == 0 || fuzz_showable(mark));
        int width = width_cluster(cluster, WIDTH_SCREEN);
        HOLDS(width >= 0 && width <= 2);
        at = next;
    }
}

static void identify(struct sv text)
{
    struct str out = {0}, again = {0};
    struct date date;
    int at = 0;
    credit_code_canonical(text, &out);
    credit_code_check(str_sv(&out), &at);
    HOLDS(at >= 0 && at <= 18);
    phone_canonical(text, &out);
    phone_check(text);
    email_canonical(text, &out);
    email_check(str_sv(&out));
    if (number_canonical(text, &out)) {
        HOLDS(number_canonical(str_sv(&out), &again));
        HOLDS(sv_eq(str_sv(&out), str_sv(&again)));
        HOLDS(number_cmp(str_sv(&out), str_sv(&again)) == 0);
    }
    if (number_parse_date(text, false, &date))
        HOLDS(date_valid(date));
    str_release(&out);
    str_release(&again);
}

static void find_numbers(struct sv text)
{
    struct figures found = {0};
    size_t last = 0;
    figures_find(text, &found);
    for (size_t i = 0; i < found.len; i++) {
        const struct figure *f = &found.ptr[i];
        HOLDS(f->start >= last && f->start < f->digits_end);
        HOLDS(f->digits_end <= f->end && f->end <= text.len);
        last = f->end;
    }
    points_count(text);
    HOLDS(point_mark(text) <= text.len);
    vec_release(&found);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = {0}, kept = {0};
    struct err e = {0};
    bool doubtful = false;
    enum encoding found = ENCODINGS;
    if (encoding_decode(fuzz_input(data, size), &text, &found, &doubtful, &e)) {
        HOLDS(found < ENCODINGS);
        HOLDS(utf8_valid(str_sv(&text), NULL));
        HOLDS(sv_find_byte(str_sv(&text), '\0', 0) == SV_NONE);
        normalise(str_sv(&text), &kept);
        there_and_back(str_sv(&kept));
        marks(str_sv(&text));
        find_numbers(str_sv(&kept));
        identify(str_sv(&text));
    } else {
        HOLDS(text.len == 0);
        fuzz_refused(&e);
        /* A terminal's paste comes without this door. */
        normalise(fuzz_input(data, size), &kept);
    }
    str_release(&text);
    str_release(&kept);
    return 0;
}
