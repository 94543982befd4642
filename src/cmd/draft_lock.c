#include "cmd/draft_lock.h"

#include "base/i18n.h"
#include "cmd/output.h"
#include "store/file.h"

enum { PATIENCE_MS = 10000 };

void draft_lock_add_owner(struct str *out, const struct lock_owner *owner, struct moment now)
{
    struct str user = {0}, host = {0}, since = {0};
    if (owner->user.len == 0 && owner->since == 0) {
        str_add(out, sv_from(_("别人（锁文件损坏了，看不出是谁；几分钟后会自动失效）")));
        return;
    }
    add_visible(&user, owner->user.len ? str_sv(&owner->user) : sv_from(_("不知是谁")));
    add_visible(&host, owner->host.len ? str_sv(&owner->host) : SV("?"));
    moment_add_words(&since, moment_from_seconds(owner->since), now);
    str_add_f(out, _("%s（主机 %s，%s 起）"), user.ptr, host.ptr, since.ptr);
    str_release(&user);
    str_release(&host);
    str_release(&since);
}

bool draft_lock(struct context *c, const char *path, struct lock **out, struct err *e)
{
    struct lock_owner holder = {0};
    struct str who = {0};
    *out = NULL;
    /* Whoever opens it says so better. */
    if (!file_exists(path))
        return true;
    struct lock_asker me = {.now = moment_seconds(c->now)};
    enum lock_answer answer = lock_wait(path, me, PATIENCE_MS, out, &holder, e);
    if (answer == LOCK_HELD) {
        draft_lock_add_owner(&who, &holder, c->now);
        err_set(e, ERR_IO, _("%s：%s 正开着这份草稿，没有改动它。请等对方离开后再试。"), path,
                who.ptr);
    }
    lock_owner_release(&holder);
    str_release(&who);
    return answer == LOCK_TAKEN;
}
