#include "form/kind.h"

#include "base/bug.h"

static const struct {
    struct sv name;
    unsigned flags;
} kinds[] = {
#define KIND_ROW(id, name, flags) {{name, sizeof(name) - 1}, flags},
    FIELD_KINDS(KIND_ROW)
#undef KIND_ROW
};

struct sv kind_name(enum field_kind kind)
{
    BUG_ON((unsigned)kind >= FIELD_KIND_COUNT);
    return kinds[kind].name;
}

unsigned kind_flags(enum field_kind kind)
{
    BUG_ON((unsigned)kind >= FIELD_KIND_COUNT);
    return kinds[kind].flags;
}

bool kind_by_name(struct sv name, enum field_kind *out)
{
    for (unsigned k = 0; k < FIELD_KIND_COUNT; k++) {
        if ((kinds[k].flags & KIND_INNER) || !sv_eq(kinds[k].name, name))
            continue;
        *out = (enum field_kind)k;
        return true;
    }
    return false;
}
