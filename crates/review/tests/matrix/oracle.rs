//! The same rules once more, as one plain function that shares nothing with the policies: what the policies are compared with.

use review::permission::*;
use review::region::Relation::*;

/// Whether the rules of the house allow it.
pub fn allows(s: &Subject, action: Action, o: &Object, c: &Context) -> bool {
    use Action::*;
    use Role::*;

    // an account that is active, with roles that go together
    if s.state != AccountState::Active || action.kind() != o.kind() {
        return false;
    }
    for a in &s.roles {
        for b in &s.roles {
            if !a.together(*b) {
                return false;
            }
        }
    }
    // a token does what it was given and nothing that a person must prove
    if let Some(given) = &c.token
        && (!given.contains(&action) || step_up(action))
    {
        return false;
    }
    if step_up(action) && !c.fresh() {
        return false;
    }

    let is = |role: Role| s.roles.contains(&role);
    let any = |roles: &[Role]| roles.iter().any(|r| s.roles.contains(r));
    let workers = &[Planner, Signatory, Reviewer, Approver, DeliveryClerk, Treasurer];
    let reader = any(workers) || is(Auditor);
    let planning = matches!(s.department, Department::Education | Department::Development | Department::Finance);
    let finance = s.department == Department::Finance;
    let relation = s.place.relation(&o.place);
    let mine = relation == Own;
    let tree = matches!(relation, Own | Below);
    let near = matches!(relation, Own | Below | Above);
    let assigned = s.assigned.contains(o.place.code());

    match (action, &o.facts) {
        (DeskRead, _) => mine && !s.roles.is_empty(),
        (PackRead | CycleRead, _) => near && !s.roles.is_empty(),
        (OverviewRead, _) => tree && reader,
        (DocumentUpload, _) => mine && any(workers),
        (AccountCreate | RegionManage | SystemBackup | SystemConfigure, _) => tree && is(SystemAdmin),
        (SystemHealth, _) => tree && any(&[SystemAdmin, SecurityAdmin, AuditAdmin]),
        (AuditRead | AuditVerify, _) => tree && any(&[Auditor, AuditAdmin]),
        (CycleManage, _) => mine && is(Approver),

        (SchoolRead | NeedsRead, _) => tree && sees_county(s, assigned),
        (SchoolEdit | SchoolImport, Facts::Dossier { open }) => {
            mine && *open && is(Planner) && s.department == Department::Education
        }
        (BudgetEdit | PackChoose | PlanCreate, Facts::Dossier { open }) => mine && *open && is(Planner) && planning,

        (_, Facts::Plan(p)) => tree && plan(s, action, p, mine, assigned, planning),

        (_, Facts::Document { state, audience, readers, uploader }) => {
            let shown = *state == DocumentState::Shown;
            let reachable = tree || (relation == Above && *audience != Audience::Upward);
            let named = readers.is_empty() || readers.iter().any(|r| s.roles.contains(r));
            match action {
                DocumentRead => {
                    let expert = is(Expert) && (matches!(relation, Own | Above) || assigned);
                    let open = shown || (tree && any(&[Approver, Auditor]));
                    reachable && named && open && (reader || expert)
                }
                DocumentReport => {
                    let open = shown || (tree && is(Approver));
                    reachable && named && open && any(workers)
                }
                DocumentEdit => {
                    let own = *uploader == s.person && any(&[Signatory, Reviewer, DeliveryClerk, Treasurer]);
                    mine && shown && (any(&[Planner, Approver]) || own)
                }
                _ => {
                    let may = (tree && is(Approver)) || (mine && any(&[Planner, Reviewer]));
                    may && shown == (action == DocumentTakeDown)
                }
            }
        }

        (ProfileEdit, _) => tree && o.id == s.account,
        (AccountRead, _) => tree && any(&[SystemAdmin, SecurityAdmin, AuditAdmin]),
        (_, Facts::Account { state, person }) => {
            let other = *person != s.person && o.id != s.account;
            let fits = match action {
                AccountLock => *state == AccountState::Active,
                AccountUnlock => *state == AccountState::Locked,
                _ => *state != AccountState::Revoked,
            };
            tree && other && fits && is(SecurityAdmin)
        }
        (_, Facts::Token { owner }) => {
            let own = *owner == s.account && reader;
            tree && (own || (is(SecurityAdmin) && action != TokenCreate))
        }
        (_, Facts::Job { owner }) => tree && (*owner == s.account || is(SystemAdmin)),

        (DeliveryRead | LedgerRead, _) => tree && reader,
        (_, Facts::Project { state, makers }) => {
            use ProjectState::*;
            let fresh_eyes = !makers.contains(&s.person);
            let under_way = matches!(state, Building | Accepted);
            match action {
                DeliveryReport => mine && is(DeliveryClerk) && matches!(state, Planned | Building),
                DeliveryAccept => mine && is(Approver) && *state == Building && fresh_eyes,
                InspectionRecord => tree && is(Reviewer) && under_way,
                RectificationClose => tree && is(Reviewer) && under_way && fresh_eyes,
                _ => tree && any(&[Reviewer, Approver]) && fresh_eyes,
            }
        }
        (_, Facts::Fund { state, makers }) => {
            let door = mine && finance && *state == FundState::Open;
            match action {
                PaymentApprove => door && is(Approver) && !makers.contains(&s.person),
                _ => door && is(Treasurer),
            }
        }
        (_, Facts::Notice { state, makers }) => match action {
            NoticeRead => reader && (tree || (relation == Above && *state == NoticeState::Published)),
            NoticePrepare => mine && *state == NoticeState::Draft && any(&[Planner, DeliveryClerk]),
            NoticePublish => mine && *state == NoticeState::Draft && is(Approver) && !makers.contains(&s.person),
            NoticeWithdraw => mine && *state == NoticeState::Published && is(Approver),
            _ => mine && *state == NoticeState::Published && any(&[Planner, DeliveryClerk]),
        },
        _ => false,
    }
}

/// An account that reads counties of its tree; an expert without another role only those assigned.
fn sees_county(s: &Subject, assigned: bool) -> bool {
    let regular = s.roles.iter().any(|r| !r.administers() && *r != Role::Expert);
    regular || (s.roles.contains(&Role::Expert) && assigned)
}

fn plan(s: &Subject, action: Action, p: &Plan, mine: bool, assigned: bool, planning: bool) -> bool {
    use Action::*;
    use PlanState::*;
    use Role::*;
    let is = |role: Role| s.roles.contains(&role);
    let turn = p.desk == s.place;
    let fresh_eyes = !p.makers.contains(&s.person);
    let submitted = matches!(p.state, Submitted | Reviewed);
    let editable = matches!(p.state, Draft | Returned);
    let visible = mine || p.shared || !matches!(p.state, Draft | Frozen);
    match action {
        PlanRead | FindingRead | PaperDownload => visible && sees_county(s, assigned),
        PaperMake => visible && (is(Planner) || is(Signatory) || is(Reviewer) || is(Approver)),
        PlanScore => visible && is(Expert) && assigned && submitted && fresh_eyes,
        PlanEdit | PlanOptimise | PlanShare | PlanFreeze => mine && is(Planner) && planning && editable && p.open,
        PlanDiscard => mine && is(Planner) && planning && p.state == Draft && p.open,
        PlanSubmit => {
            mine && is(Planner) && planning && p.state == Frozen && p.open && p.seats.len() >= 3 && {
                Department::SEATS.iter().all(|d| p.seats.contains(d))
            }
        }
        PlanWithdraw => mine && is(Planner) && planning && matches!(p.state, Frozen | Submitted),
        PlanAdjust => mine && is(Planner) && planning && p.state == Approved,
        PlanSign => {
            let free = !p.seats.contains(&s.department) && !p.signers.contains(&s.person);
            turn && is(Signatory) && planning && free && fresh_eyes && matches!(p.state, Frozen | Submitted | Reviewed)
        }
        PlanReview => turn && is(Reviewer) && submitted && fresh_eyes,
        ExpertAssign => turn && is(Reviewer) && submitted,
        PlanReturn => {
            turn && (is(Signatory) || is(Reviewer) || is(Approver)) && matches!(p.state, Frozen | Submitted | Reviewed)
        }
        PlanApprove => turn && is(Approver) && p.state == Reviewed && fresh_eyes,
        FindingWaive => {
            use model::{RegionLevel, WaiverLevel};
            let high_enough = match (p.waiver, s.place.level()) {
                (None, _) | (_, RegionLevel::Township) => false,
                (Some(WaiverLevel::County), _) => true,
                (Some(WaiverLevel::City), level) => {
                    matches!(level, RegionLevel::Prefecture | RegionLevel::Province | RegionLevel::Nation)
                }
                (Some(WaiverLevel::Region), level) => matches!(level, RegionLevel::Province | RegionLevel::Nation),
            };
            turn && (is(Reviewer) || is(Approver)) && high_enough && (editable || submitted) && fresh_eyes
        }
        _ => false,
    }
}

/// What a person must prove again who he is for.
fn step_up(action: Action) -> bool {
    use Action::*;
    matches!(
        action,
        PlanSign
            | PlanReview
            | PlanReturn
            | PlanApprove
            | FindingWaive
            | SystemBackup
            | SystemConfigure
            | AccountAssign
            | AccountReset
            | AccountRevoke
            | TokenCreate
            | DeliveryAccept
            | QuotaIssue
            | PaymentEnter
            | PaymentApprove
            | PaymentReverse
            | MonthClose
            | NoticePublish
            | NoticeWithdraw
    )
}
