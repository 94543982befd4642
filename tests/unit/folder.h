/* folder: a folder of its own for each test of a group, gone when the test is over. */
#ifndef UNIT_FOLDER_H
#define UNIT_FOLDER_H

#include <stdlib.h>

#include "store/folder.h"
#include "store/path.h"
#include "unit.h"

static int set_up(void **state)
{
    const char *top = getenv("TMPDIR");
    struct str folder = {0};
    path_join(&folder, top ? sv_from(top) : SV("/tmp"), SV("tianbiao-test-XXXXXX"));
    *state = str_detach(&folder);
    return mkdtemp(*state) ? 0 : -1;
}

static int tear_down(void **state)
{
    struct str command = {0};
    str_add_f(&command, "rm -rf '%s'", (char *)*state);
    int result = system(command.ptr);
    str_release(&command);
    free(*state);
    return result;
}

/* FOLDER/NAME; the caller frees it. */
static char *in(void **state, const char *name)
{
    struct str path = {0};
    path_join(&path, sv_from(*state), sv_from(name));
    return str_detach(&path);
}

#endif
