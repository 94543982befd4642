# Builds the desk that the desk-* cases open, once for all of them: 办公夹 in the present folder, with what is
# left to be received in 收件. $program and $top are run.sh's. Everything on it is made up.
set -e
sample=$top/forms/chain-case-2024/samples
tb() { "$program" --now "$now" "$@" >/dev/null 2>&1; }
now=2024-05-30T10:00
draft() { # FILE ID CODE COMPANY TITLE
  sed "/^demo:/d; s/^draft_id: .*/draft_id: $2/" "$sample/complete.yaml" >"$1"
  tb set "$1" cover.credit_code "$3"
  tb set "$1" cover.company "$4"
  tb set "$1" brief.name "$5"
}
tb desk init --form chain-case-2024 --name 高新区 --office 高新区经济发展局 --contact 演示联系人 --phone 0311-00000000 \
  --round r1 办公夹
mkdir 草稿 收件
cp -R "$sample"/*.png "$sample/materials" 草稿
draft 草稿/a.yaml aaaaaaaa00000001 91130100DEM000014U '演示药业（河北）有限公司' 以订单数据为纽带的中药产业链协同改造
draft 草稿/b.yaml bbbbbbbb00000002 91130100DEM000049H '演示装备制造（石家庄）有限公司' 装备制造链上的远程运维
draft 草稿/c.yaml cccccccc00000003 91130100DEM000014U '演示药业（河北）有限公司' 从田头到药房的追溯平台
draft 草稿/d.yaml dddddddd00000004 91130100DEM000030H 演示物流有限公司 共享运力平台
tb set 草稿/b.yaml brief.summary ''
for one in a c d; do tb final "草稿/$one.yaml"; done
now=2024-05-31T09:00
tb desk receive --by 王芳 办公夹 草稿/a.yaml
now=2024-06-01T08:20
tb desk receive --by 李四 办公夹 草稿/b.yaml 草稿/c.yaml
cp -R 草稿/*.png 草稿/materials 草稿/d.yaml 收件
echo 不是送审包 >收件/说明.zip
rm -r 草稿
