# 审计日志核验 / verifying the audit log
audit-algorithm = 日志头写明的摘要算法“{ $name }”无法识别。
audit-head-size = 日志头写明 { $said } 条，实际有 { $found } 条：有记录被增加或删除。
audit-head-root = 日志头的根摘要与逐条重算的结果不一致。
audit-node = 摘要树的节点（第 { $level } 层第 { $place } 个）与重算的结果不一致。
audit-nodes = 摘要树应有 { $wanted } 个节点，实际保存 { $kept } 个。
audit-entry = 第 { $seq } 条记录的序号或检索列与内容不一致：记录被改动、调换或有缺失。
audit-checkpoint-form = 检查点（{ $size } 条）的格式不正确或与日志不符。
audit-checkpoint-signature = 检查点（{ $size } 条）的签名不是本站密钥所签。
audit-checkpoint-ahead = 检查点签署时有 { $size } 条，现在只有 { $found } 条：日志被截断，或数据库被换成旧备份。
audit-checkpoint-root = 前 { $size } 条的根摘要与签署的检查点不一致：其中有记录被改动。
audit-reply = 第 { $seq } 条记录没有唯一对应的操作答复，或答复与记录不一致。
audit-version = 档案或方案“{ $county } { $object }”的内容与审计记录不一致，或缺少其中之一。
