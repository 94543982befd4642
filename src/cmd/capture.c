#include "cmd/capture.h"

#include <stdlib.h>
#include <string.h>

bool capture_begin(struct capture *k, struct context *c)
{
    *k = (struct capture){.c = c, .files = {c->results.file, c->talk.file}};
    for (int i = 0; i < 2; i++)
        k->kept[i] = open_memstream(&k->bytes[i], &k->lens[i]);
    if (k->kept[0] && k->kept[1]) {
        c->results.file = k->kept[0];
        c->talk.file = k->kept[1];
        return true;
    }
    for (int i = 0; i < 2; i++) {
        if (k->kept[i])
            fclose(k->kept[i]);
        free(k->bytes[i]);
    }
    return false;
}

void capture_end(struct capture *k, struct str *out)
{
    k->c->results.file = k->files[0];
    k->c->talk.file = k->files[1];
    for (int i = 0; i < 2; i++) {
        fclose(k->kept[i]);
        str_add(out, (struct sv){(const char *)&k->lens[i], sizeof k->lens[i]});
        str_add(out, (struct sv){k->bytes[i], k->lens[i]});
        free(k->bytes[i]);
    }
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
