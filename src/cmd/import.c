#include "cmd/import.h"

#include "base/i18n.h"
#include "store/file.h"

bool import_file(const char *path, struct str *out, struct import_report *report, struct err *e)
{
    struct str bytes = {0};
    struct import_report found = {0};
    bool ok = file_read(path, FILE_MAX_BYTES, &bytes, e);
    if (ok) {
        ok = encoding_decode(str_sv(&bytes), out, &found.encoding, &found.doubtful, e);
        if (!ok)
            err_prefix(e, "%s：", path);
    }
    if (ok && report)
        *report = found;
    str_release(&bytes);
    return ok;
}

bool import_raw(const char *path, struct str *out, struct err *e)
{
    return import_file(path, out, NULL, e);
}
