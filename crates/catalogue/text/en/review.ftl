# review: permissions and accounts
review-action = { $action ->
    [desk_read] see the desk
    [overview_read] see the overview
    [pack_read] see policy packs
    [document_upload] upload a document
    [account_create] create an account
    [region_manage] look after the regions
    [audit_read] see the audit trail
    [audit_verify] verify the audit trail
    [system_health] see the system's health
    [system_backup] back up and restore
    [system_configure] change the system's settings
    [school_read] see the schools
    [school_edit] change the schools
    [school_import] import the workbook
    [budget_edit] enter sources of money
    [needs_read] see the needs
    [pack_choose] choose the policy pack
    [plan_create] create a plan
    [plan_read] see a plan
    [plan_edit] change a plan
    [plan_optimise] optimise a plan
    [plan_share] open a draft to the regions above
    [plan_discard] discard a plan
    [plan_freeze] freeze a plan
    [plan_sign] sign a plan
    [plan_submit] submit a plan
    [plan_withdraw] withdraw a plan
    [plan_score] score a plan as an expert
    [plan_review] review a plan
    [plan_return] return a plan
    [plan_approve] approve a plan
    [plan_adjust] ask for an adjustment
    [expert_assign] assign experts
    [finding_read] see a finding
    [finding_waive] waive a finding
    [paper_make] make papers
    [paper_download] download papers
    [document_read] see a document
    [document_edit] change a document
    [document_report] report a document
    [document_take_down] take down a document
    [document_restore] restore a document
    [account_read] see an account
    [account_assign] give roles
    [account_lock] lock an account
    [account_unlock] unlock an account
    [account_reset] reset a password or second factor
    [account_revoke] revoke an account
    [profile_edit] look after one's own account
    [token_read] see interface tokens
    [token_create] create an interface token
    [token_revoke] revoke an interface token
    [cycle_read] see the planning cycle
    [cycle_manage] manage the planning cycle
    [job_read] see a job
    [job_cancel] cancel a job
    [delivery_read] see the project ledger
    [delivery_report] report progress
    [delivery_accept] confirm acceptance
    [inspection_record] record an inspection
    [rectification_close] close a rectification
    [performance_score] score performance
    [ledger_read] see the funds ledger
    [quota_issue] issue a quota
    [payment_enter] enter a payment
    [payment_approve] approve a payment
    [payment_reverse] reverse a payment
    [month_close] close the month
    [notice_read] see a notice
    [notice_prepare] prepare a notice
    [notice_publish] publish a notice
    [notice_withdraw] withdraw a notice
    [feedback_answer] answer the public
   *[other] { $action }
}

review-role = { $role ->
    [planner] planner
    [signatory] signatory
    [reviewer] reviewer
    [expert] expert
    [approver] approver
    [delivery_clerk] delivery clerk
    [treasurer] treasurer
    [auditor] auditor
    [system_admin] system administrator
    [security_admin] security administrator
    [audit_admin] audit administrator
   *[other] { $role }
}

review-department = { $department ->
    [education] education
    [development] development and reform
    [finance] finance
    [audit] audit
    [other] other department
   *[other] { $department }
}

review-plan-state = { $state ->
    [draft] draft
    [returned] returned
    [frozen] frozen, being signed
    [submitted] submitted
    [reviewed] reviewed
    [approved] approved
    [superseded] superseded
   *[other] { $state }
}

review-account-state = { $state ->
    [active] active
    [locked] locked
    [revoked] revoked
   *[other] { $state }
}

review-document-state = { $state ->
    [shown] shown
    [taken_down] taken down
   *[other] { $state }
}

review-project-state = { $state ->
    [planned] planned
    [building] under construction
    [accepted] accepted
    [closed] closed
   *[other] { $state }
}

review-fund-state = { $state ->
    [open] open
    [closed] closed
   *[other] { $state }
}

review-notice-state = { $state ->
    [draft] draft
    [published] published
    [withdrawn] withdrawn
   *[other] { $state }
}

review-deny-inactive = Your account is locked or revoked. Please speak to your security administrator.
review-deny-roles-apart = Your account holds roles that exclude each other, so nothing is allowed. The security administrator must assign the roles anew.
review-deny-foreign = There is no such record, or it does not belong to your region.
review-deny-draft = This plan has not been submitted. Regions above see it once the county submits or shares it.
review-deny-expert = This county was not assigned to you. Please ask the office that runs the review.
review-deny-document-readers = This document is open to certain roles only.
review-deny-taken-down = This document was taken down. Please ask the approver of the region it belongs to.
review-deny-token = The interface token was not given this right: { review-action }. Its owner must create a new one with it.
review-deny-token-step-up = A person must log in and prove a second factor to { review-action }; an interface token cannot.
review-deny-auditor = Auditors read; they change nothing.
review-deny-administrator = The three administrators do not touch the work itself: { review-action }.
review-deny-administration = This is an administrator's work: { review-action }. Please ask the system or security administrator.
review-deny-money = Only the finance department moves money: { review-action }.
review-deny-role = Your role does not { review-action }. If it should, please ask the security administrator.
review-deny-home = Only the region the record belongs to may { review-action }. Regions above may look, not act.
review-deny-desk = The plan is not at your level at present, so you cannot { review-action }.
review-deny-self = Nobody may { review-action } that is their own. Another security administrator must do it.
review-deny-four-eyes = You made what is to be judged, so somebody else must { review-action }.
review-deny-seat = Only education, development and finance have a seat; your department has none.
review-deny-seat-taken = Your department has signed in this round.
review-deny-signed = You have signed in this round; one person has one seat.
review-deny-cycle = The planning cycle is closed for changes. Please ask the approver who manages it.
review-deny-frozen = The plan is frozen or submitted and cannot be changed. Withdraw it first, or have it returned.
review-deny-discard = Only a draft can be discarded; every other version is kept.
review-deny-sign-state = A plan is signed once it is frozen.
review-deny-unsigned = The three departments have not all signed, so the plan cannot be submitted.
review-deny-submit-state = A plan is submitted once it is frozen and signed.
review-deny-withdraw-state = Only a plan that is frozen, or submitted and not yet reviewed, can be withdrawn.
review-deny-adjust-state = Only an approved plan can be adjusted.
review-deny-review-state = Only a submitted plan allows this: { review-action }.
review-deny-return-state = Only a plan that is frozen, submitted or reviewed can be returned.
review-deny-approve-state = A plan is approved once it has been reviewed.
review-deny-waive-level = This finding cannot be waived, or only by a higher level.
review-deny-waive-state = Once a plan is frozen or approved, findings can no longer be waived.
review-deny-restore-state = This document was not taken down.
review-deny-account-revoked = The account is revoked: { review-action } is no longer possible.
review-deny-lock-state = The account is locked already.
review-deny-unlock-state = The account is not locked.
review-deny-report-state = The project is accepted or closed; progress is no longer reported.
review-deny-accept-state = Only a project under construction can be accepted.
review-deny-inspection-state = Only a project under construction or accepted allows this: { review-action }.
review-deny-month = The month is closed: { review-action } is no longer possible. Corrections are reversals in an open month.
review-deny-notice-draft = The notice is published or withdrawn: { review-action } is no longer possible.
review-deny-notice-published = Only a published notice allows this: { review-action }.
review-deny-step-up = Please prove your second factor first to { review-action }.
review-deny-mismatch = The action does not fit the record: { review-action }. This is a fault of the program; please tell the system administrator.
review-deny-broken = The permission policies cannot be used, so nothing is allowed. Please tell the system administrator.

review-password-short = The password is too short: at least { $shortest } characters, it has { $length }.
review-password-long = The password is too long: at most { $longest } characters.
review-password-control = The password contains an invisible control character. Please type it again.
review-password-classes = The password needs { $classes } of: lower case, upper case, digits, other characters. It has { $kinds }.
review-password-common = Everybody tries this password first. Please choose another.
review-password-about = The password is mostly your account, name or region. Please choose another.
review-login-wait = Too many failed logins. Please try again in { $minutes } minutes.
review-session-ended = { $why ->
    [idle] You were logged out after a long pause. Please log in again.
    [absolute] This session has reached its longest time. Please log in again.
    [account] Your account is locked or revoked. Please speak to your security administrator.
    [revoked] Your password, second factor or roles have changed. Please log in again.
   *[clock] The server's clock is wrong. Please log in again.
}
