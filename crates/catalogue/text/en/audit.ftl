# verifying the audit log
audit-algorithm = The head names the hash “{ $name }”, which is not known.
audit-head-size = The head says { $said } entries, there are { $found }: entries were added or removed.
audit-head-root = The root in the head is not the one computed from the entries.
audit-node = The tree's node at level { $level }, place { $place } is not the one computed.
audit-nodes = The tree should have { $wanted } nodes, { $kept } are kept.
audit-entry = The number or the columns of entry { $seq } do not agree with its content: entries were changed, swapped or removed.
audit-checkpoint-form = The checkpoint at { $size } entries is not in form or not of this log.
audit-checkpoint-signature = The checkpoint at { $size } entries was not signed by this site's key.
audit-checkpoint-ahead = The checkpoint was signed at { $size } entries, there are { $found } now: the log was cut, or the database replaced by an old backup.
audit-checkpoint-root = The root of the first { $size } entries is not the one signed: an entry among them was changed.
audit-reply = Entry { $seq } has not exactly one kept answer, or they do not agree.
audit-version = The dossier or plan “{ $county } { $object }” does not agree with the audit entry, or one of the two is missing.
