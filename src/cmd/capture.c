#include "cmd/capture.h"

#include <stdlib.h>
#include <string.h>

bool capture_begin(struct capture *k, struct context *c, enum capture_as as)
{
    *k = (struct capture){.c = c, .own = {c->results, c->talk}};
    for (int i = 0; i < 2; i++)
        k->kept[i] = open_memstream(&k->bytes[i], &k->lens[i]);
    if (k->kept[0] && k->kept[1]) {
        if (as == CAPTURE_PLAIN)
            c->results = c->talk = (struct stream){0};
        c->results.file = k->kept[0];
        c->talk.file = k->kept[1];
        return true;
    }
    for (int i = 0; i < 2; i++)
        if (k->kept[i])
            fclose(k->kept[i]);
    capture_release(k);
    return false;
}

void capture_stop(struct capture *k)
{
    k->c->results = k->own[0];
    k->c->talk = k->own[1];
    for (int i = 0; i < 2; i++)
        fclose(k->kept[i]);
}

struct sv capture_results(const struct capture *k)
{
    return (struct sv){k->bytes[0], k->lens[0]};
}

struct sv capture_talk(const struct capture *k)
{
    return (struct sv){k->bytes[1], k->lens[1]};
}

void capture_release(struct capture *k)
{
    for (int i = 0; i < 2; i++)
        free(k->bytes[i]);
}

static void add_framed(struct str *out, struct sv text)
{
    str_add(out, (struct sv){(const char *)&text.len, sizeof text.len});
    str_add(out, text);
}

void capture_end(struct capture *k, struct str *out)
{
    capture_stop(k);
    add_framed(out, capture_results(k));
    add_framed(out, capture_talk(k));
    capture_release(k);
}

static bool take_text(struct sv *from, struct sv *out)
{
    size_t len;
    if (from->len < sizeof len)
        return false;
    memcpy(&len, from->ptr, sizeof len);
    if (from->len - sizeof len < len)
        return false;
    *out = sv_sub(*from, sizeof len, len);
    *from = sv_from_offset(*from, sizeof len + len);
    return true;
}

bool capture_replay(struct context *c, struct sv *answer)
{
    struct sv texts[2];
    FILE *const files[2] = {c->results.file, c->talk.file};
    if (!take_text(answer, &texts[0]) || !take_text(answer, &texts[1]))
        return false;
    for (int i = 0; i < 2; i++)
        if (texts[i].len)
            fwrite(texts[i].ptr, 1, texts[i].len, files[i]);
    return true;
}
