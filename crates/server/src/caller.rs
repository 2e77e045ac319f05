//! Who asks and what for (请求人): the session, the permission, the county; handlers take what they need as arguments.

use crate::api::bearer::{self, Bearer};
use crate::app::{App, CYCLE};
use crate::clock;
use crate::county::Computed;
use crate::failure::Failure;
use crate::page;
use crate::shell::{Named, Notice, Shell, Who};
use crate::words::Words;
use axum::extract::{FromRequestParts, Path};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use model::{Message, RegionCode, RegionLevel, WaiverLevel};
use review::account::session::{self, Limits};
use review::permission::{
    self, AccountState, Action, Audience, Context, Decision, Department, DocumentState, Kind, Object, Plan, PlanState,
    Role, Subject,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use store::{DossierVersion, Scope, Session, Stamp};

/// The name of the session's cookie.
pub const COOKIE: &str = "junheng";
/// The name of the language's cookie.
pub const LANG_COOKIE: &str = "junheng_lang";

/// What a route asks of its caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Nothing: the door, health, assets.
    Open,
    /// To be signed in: one's own account.
    SignedIn,
    /// To be allowed this, for the county in the path, else for one's own region.
    May(Action),
}

/// The account behind a request.
#[derive(Clone)]
pub struct Caller {
    app: App,
    /// The session with its account as it is now; for a program one of its own that ends with the request.
    pub session: Session,
    /// The token of the program that asks; `None` for a person.
    pub token: Option<Arc<Bearer>>,
    /// What permissions see of the account.
    pub subject: Subject,
    /// The language.
    pub words: Words,
    /// Where the request comes from.
    pub origin: String,
    /// The address asked for.
    pub here: String,
    /// The token its forms carry.
    pub csrf: String,
    /// The key the request brought for its writes, and how many it has signed.
    once: Option<(String, Arc<AtomicU32>)>,
    /// State and makers of the county's plan, where a county is asked about.
    plan: Option<(RegionCode, PlanState, BTreeSet<String>)>,
    /// The cycle is closed for the county asked about.
    closed: bool,
}

/// The language of a request: its cookie, else Chinese, unless the browser asks for English and for no Chinese.
pub fn words_of(headers: &HeaderMap) -> Words {
    let asked = cookie(headers, LANG_COOKIE).and_then(|v| v.parse().ok());
    let accepts = headers.get("accept-language").and_then(|v| v.to_str().ok()).unwrap_or("");
    let english = !accepts.is_empty() && !accepts.contains("zh") && accepts.starts_with("en");
    Words { lang: asked.unwrap_or(if english { catalogue::Lang::En } else { catalogue::Lang::Zh }) }
}

/// The value of a cookie.
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = headers.get_all("cookie").into_iter().filter_map(|v| v.to_str().ok());
    let mut pairs = all.flat_map(|v| v.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(n, _)| *n == name).map(|(_, v)| v.to_owned())
}

impl Caller {
    /// Finds the caller of a request: the session of its cookie, still within its times.
    ///
    /// # Errors
    /// [`Failure::SignIn`] without a live session.
    pub async fn find(app: &App, headers: &HeaderMap, origin: String, here: String) -> Result<Caller, Failure> {
        let token = cookie(headers, COOKIE).ok_or(Failure::SignIn)?;
        let hash = crate::secret::hash(&token);
        let session = app
            .off(move |app| {
                let now = clock::now();
                let mut reader = app.store.read()?;
                app.keep_up(&mut reader)?;
                let Some(session) = reader.session(&hash)? else { return Err(Failure::SignIn) };
                drop(reader);
                let limits = Limits { idle: app.config.idle, absolute: app.config.absolute };
                let times = review::account::session::Session { began: session.created, seen: session.seen };
                // a session that was ended, or whose account is not active, is not found any more
                session::check(times, state_of(&session.account), None, limits, now).map_err(|_| Failure::SignIn)?;
                // the time of use is kept to the minute
                if now.saturating_sub(session.seen) > 60_000 {
                    let _ = app.store.note(store::Quiet::Seen { hash: session.hash.clone(), at: now });
                }
                Ok(session)
            })
            .await?;
        let subject = subject(app, &session)?;
        let csrf = crate::secret::csrf(&token);
        let (words, once) = (words_of(headers), once(headers, &here));
        Ok(Caller {
            app: app.clone(),
            session,
            token: None,
            subject,
            words,
            origin,
            here,
            csrf,
            once,
            plan: None,
            closed: false,
        })
    }

    /// Finds the account behind a program's token, which must still count.
    ///
    /// # Errors
    /// [`Failure::SignIn`] without a living token.
    pub async fn of_token(app: &App, headers: &HeaderMap, origin: String, here: String) -> Result<Caller, Failure> {
        let given = headers.get("authorization").and_then(|v| v.to_str().ok()).and_then(bearer::token);
        let hash = crate::secret::hash(given.ok_or(Failure::SignIn)?);
        let now = clock::now();
        let found = app.off(move |app| {
            let mut reader = app.store.read()?;
            app.keep_up(&mut reader)?;
            Ok(reader.token(&hash)?)
        });
        let found = found.await?;
        let token = found.filter(|t| t.expires > now).ok_or(Failure::SignIn)?;
        let bearer = Bearer::of(&token);
        let session = Session {
            hash: format!("token/{}", token.id),
            created: now,
            seen: now,
            step_up_until: None,
            origin: origin.clone(),
            account: token.account,
        };
        let subject = subject(app, &session)?;
        let (words, csrf, once) = (words_of(headers), String::new(), once(headers, &here));
        let token = Some(Arc::new(bearer));
        Ok(Caller {
            app: app.clone(),
            session,
            token,
            subject,
            words,
            origin,
            here,
            csrf,
            once,
            plan: None,
            closed: false,
        })
    }

    /// Learns the state of a county's plan, on which permissions depend.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn look_at(&mut self, county: &RegionCode) -> Result<(), Failure> {
        let (wanted, scope) = (county.clone(), self.scope());
        let plan = self
            .app
            .off(move |app| {
                let mut reader = app.store.read()?;
                let plan = reader.plan_current(&scope, &wanted, CYCLE)?;
                Ok((plan, reader.cycle_open(CYCLE, &wanted)?))
            })
            .await?;
        let (plan, open) = plan;
        self.closed = !open;
        let state = plan.as_ref().and_then(|p| p.state.parse().ok()).unwrap_or(PlanState::Draft);
        let makers = plan.map(|p| p.account).into_iter().collect();
        self.plan = Some((county.clone(), state, makers));
        Ok(())
    }

    /// Whether a county's plan in this state is for this account to see, without looking at anything else of the county.
    pub fn sees_plan_of(&self, county: &RegionCode, state: Option<&str>) -> bool {
        let state = state.and_then(|s| s.parse().ok()).unwrap_or(PlanState::Draft);
        let asker = Caller { plan: Some((county.clone(), state, BTreeSet::new())), ..self.clone() };
        asker.decide(Action::PlanRead, Some(county)).allowed()
    }

    /// The regions whose records the account may see: its own and all below; an expert the counties assigned.
    pub fn scope(&self) -> Scope {
        let assigned = self.subject.assigned.iter().cloned();
        Scope::regions(std::iter::once(self.session.account.region.clone()).chain(assigned))
    }

    /// One county alone, for lists of it; what is demanded before is that the account may see it.
    pub fn county_scope(&self, county: &RegionCode) -> Scope {
        Scope::region(county)
    }

    /// The level the account's office waives at (豁免层级).
    pub fn level(&self) -> WaiverLevel {
        match self.subject.place.level() {
            RegionLevel::Nation | RegionLevel::Province => WaiverLevel::Region,
            RegionLevel::Prefecture => WaiverLevel::City,
            _ => WaiverLevel::County,
        }
    }

    /// Whether the account may do something, for a county or for its own region.
    pub fn decide(&self, action: Action, county: Option<&RegionCode>) -> Decision {
        self.decide_waiver(action, county, None)
    }

    fn decide_waiver(&self, action: Action, county: Option<&RegionCode>, waiver: Option<WaiverLevel>) -> Decision {
        let code = county.unwrap_or(&self.session.account.region);
        // a region that is not there is asked about as a neighbour of one's own, so that the time of the answer does not tell the two apart
        let known = self.app.tree().place(code);
        let there = known.is_some();
        let place = known.unwrap_or_else(|| self.subject.place.neighbour(code));
        let object = match action.kind() {
            Kind::Dossier => Object::dossier(place, !self.closed),
            Kind::Plan => {
                let known = self.plan.as_ref().filter(|(c, _, _)| c == code);
                let state = known.map_or(PlanState::Draft, |(_, state, _)| *state);
                let mut plan = Plan::new(&place, state);
                plan.makers = known.map(|(_, _, makers)| makers.clone()).unwrap_or_default();
                plan.waiver = waiver;
                plan.open = !self.closed;
                Object::plan(code.to_string(), place, plan)
            }
            Kind::Account => Object {
                id: self.subject.account.clone(),
                place,
                facts: permission::Facts::Account { state: AccountState::Active, person: self.subject.person.clone() },
            },
            Kind::Job => Object {
                id: code.to_string(),
                place,
                facts: permission::Facts::Job { owner: self.subject.account.clone() },
            },
            Kind::Document => Object {
                id: code.to_string(),
                place,
                facts: permission::Facts::Document {
                    state: DocumentState::Shown,
                    audience: Audience::Downward,
                    readers: BTreeSet::new(),
                    uploader: self.subject.person.clone(),
                },
            },
            Kind::Cycle => Object { id: CYCLE.to_owned(), place, facts: permission::Facts::Cycle },
            Kind::Token => Object {
                id: code.to_string(),
                place,
                facts: permission::Facts::Token { owner: self.subject.account.clone() },
            },
            _ => Object::office(place),
        };
        let decision = permission::decide(&self.subject, action, &object, &self.context());
        if there {
            return decision;
        }
        let reason = Message::new("wb-error-missing");
        Decision::Deny(permission::Denied { reason, hidden: true, step_up: false })
    }

    /// Demands a permission on a record that was found.
    ///
    /// # Errors
    /// As [`Caller::demand`].
    pub fn demand_on(&self, action: Action, object: &Object) -> Result<(), Failure> {
        refused(self.decide_on(action, object))
    }

    /// Whether the account may do something to a record that was found.
    pub fn decide_on(&self, action: Action, object: &Object) -> Decision {
        permission::decide(&self.subject, action, object, &self.context())
    }

    /// Whether the account may do something to a document.
    pub fn decide_document(&self, action: Action, document: &store::Document) -> Decision {
        let hidden = || {
            let reason = Message::new("wb-error-missing");
            Decision::Deny(permission::Denied { reason, hidden: true, step_up: false })
        };
        let Some(place) = self.app.tree().place(&document.region) else { return hidden() };
        let about = &document.about;
        if !about.department.is_empty() {
            let own =
                document.region == self.session.account.region && about.department == self.subject.department.code();
            if !own {
                return hidden();
            }
        }
        let audience = match about.audience.as_str() {
            "everyone" => Audience::Public,
            "below" => Audience::Downward,
            _ => Audience::Upward,
        };
        let state = if document.state == "shown" { DocumentState::Shown } else { DocumentState::TakenDown };
        let facts = permission::Facts::Document {
            state,
            audience,
            readers: about.roles.iter().filter_map(|r| r.parse().ok()).collect(),
            uploader: document.account.clone(),
        };
        permission::decide(&self.subject, action, &Object { id: document.id.clone(), place, facts }, &self.context())
    }

    /// The account as one who looks at documents. An expert sees those of the counties assigned and what is given out.
    pub fn viewer(&self) -> store::Viewer {
        let roles = &self.subject.roles;
        let expert = roles.len() == 1 && roles.contains(&Role::Expert);
        let scope = if expert { Scope::regions(self.subject.assigned.iter().cloned()) } else { self.scope() };
        store::Viewer {
            scope,
            roles: Some(roles.iter().map(|r| r.code().to_owned()).collect()),
            office: Some((self.session.account.region.clone(), self.subject.department.code().to_owned())),
            taken_down: roles.contains(&Role::Approver) || roles.contains(&Role::Auditor),
        }
    }

    /// Time and second factor of this request, or what its token was given.
    pub fn context(&self) -> Context {
        if let Some(token) = &self.token {
            return Context::token(clock::now(), token.actions.clone());
        }
        let valid = review::account::step_up::VALID;
        Context::session(clock::now(), self.session.step_up_until.map(|until| until.saturating_sub(valid)))
    }

    /// Demands a permission.
    ///
    /// # Errors
    /// 404 for what must not be known, a second factor where only that is missing, else 403 with the reason.
    pub fn demand(&self, action: Action, county: Option<&RegionCode>) -> Result<(), Failure> {
        refused(self.decide(action, county))
    }

    /// Demands that a finding that this level may waive is waived by this account.
    ///
    /// # Errors
    /// As [`Caller::demand`].
    pub fn demand_waiver(&self, county: &RegionCode, level: WaiverLevel) -> Result<(), Failure> {
        refused(self.decide_waiver(Action::FindingWaive, Some(county), Some(level)))
    }

    /// Whether a finding of this level is the account's to waive, a second factor aside.
    pub fn may_waive(&self, county: &RegionCode, level: WaiverLevel) -> bool {
        open(&self.decide_waiver(Action::FindingWaive, Some(county), Some(level)))
    }

    /// Whether to offer something: allowed, or allowed after a second factor.
    pub fn may(&self, action: Action, county: Option<&RegionCode>) -> bool {
        open(&self.decide(action, county))
    }

    /// Whether the account may do something to an account, a second factor aside.
    pub fn may_to(&self, action: Action, account: &store::Account) -> bool {
        self.decide_to(action, account).is_some_and(|d| open(&d))
    }

    /// Demands that the account may do something to an account.
    ///
    /// # Errors
    /// As [`Caller::demand`].
    pub fn demand_to(&self, action: Action, account: &store::Account) -> Result<(), Failure> {
        refused(self.decide_to(action, account).ok_or(Failure::NotFound)?)
    }

    fn decide_to(&self, action: Action, account: &store::Account) -> Option<Decision> {
        let place = self.app.tree().place(&account.region)?;
        let facts = permission::Facts::Account { state: state_of(account), person: account.id.clone() };
        let object = Object { id: account.id.clone(), place, facts };
        Some(permission::decide(&self.subject, action, &object, &self.context()))
    }

    /// Whether the account's office stands above the counties.
    pub fn above_counties(&self) -> bool {
        let level = self.subject.place.level();
        matches!(level, RegionLevel::Nation | RegionLevel::Province | RegionLevel::Prefecture)
    }

    /// Whether the account belongs to the site's topmost office.
    pub fn is_top(&self) -> bool {
        self.app.top().is_none_or(|top| top == self.session.account.region)
    }

    /// What the audit trail shows the account: its regions, at the top the site as a whole too.
    pub fn site_scope(&self) -> Scope {
        if self.is_top() { Scope::system() } else { self.scope() }
    }

    /// The signature of a write under a key: the same form sent twice is done once.
    pub fn stamp(&self, key: impl Into<String>) -> Stamp {
        Stamp::of(clock::now(), &self.session.account.id, key, &self.origin)
    }

    /// A key for a write: made from the one the request brought (`Idempotency-Key`), so that a form sent again after a lost answer is done
    /// once; else new each time.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn fresh_key(&self) -> Result<String, Failure> {
        match &self.once {
            Some((key, signed)) => Ok(format!("form/{}/{key}", signed.fetch_add(1, Ordering::Relaxed))),
            None => Ok(store::new_id(clock::now())?),
        }
    }

    /// The frame of a page.
    pub fn shell(&self, title: &str, nav: &'static str, county: Option<(&RegionCode, &str)>) -> Shell {
        let account = &self.session.account;
        let tree = self.app.tree();
        let region = tree.region(&account.region).map_or_else(|| account.region.to_string(), |r| r.name.clone());
        let w = self.words;
        let place = format!("{region} · {}", department_words(&w, self.subject.department));
        let items = county.map(|(code, _)| page::navigation(self, code)).unwrap_or_default();
        Shell {
            w,
            title: title.to_owned(),
            nav,
            who: Some(Who { name: account.name.clone(), role: role_words(&w, &self.subject.roles), place }),
            county: county.map(|(code, name)| Named { code: code.to_string(), name: name.to_owned() }),
            counties: self.counties(),
            items,
            csrf: self.csrf.clone(),
            demo: self.app.config.demo,
            invented: false,
            here: self.here.clone(),
            notice: None,
            admin: !self.subject.roles.is_empty(),
        }
    }

    /// Counties and development zones the account may look at, by code.
    pub fn counties(&self) -> Vec<Named> {
        let (tree, closed) = (self.app.tree(), self.app.closed());
        let mut codes = tree.below(&self.session.account.region);
        codes.extend(self.subject.assigned.iter().cloned());
        let counties = codes
            .iter()
            .filter_map(|c| tree.region(c))
            .filter(|r| matches!(r.level, RegionLevel::County | RegionLevel::DevelopmentZone))
            .filter(|r| !closed.contains(&r.code));
        counties.map(|r| Named { code: r.code.to_string(), name: r.name.clone() }).collect()
    }
}

/// The key a request brought for its writes; one that is too long or no plain text is as none.
fn once(headers: &HeaderMap, here: &str) -> Option<(String, Arc<AtomicU32>)> {
    let key = headers.get("idempotency-key")?.to_str().ok()?;
    let fine = (1..=64).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic());
    let path = here.split('?').next().unwrap_or(here);
    fine.then(|| (crate::api::input::bound(key, path), Arc::default()))
}

fn open(decision: &Decision) -> bool {
    match decision {
        Decision::Allow => true,
        Decision::Deny(denied) => denied.step_up,
    }
}

/// A decision as a failure.
///
/// # Errors
/// When it is no.
pub fn refused(decision: Decision) -> Result<(), Failure> {
    match decision {
        Decision::Allow => Ok(()),
        Decision::Deny(denied) if denied.hidden => Err(Failure::NotFound),
        Decision::Deny(denied) if denied.step_up => Err(Failure::StepUp),
        Decision::Deny(denied) => Err(Failure::Forbidden(denied.reason)),
    }
}

/// What permissions see of an account. A role or department that is none of ours gives no right at all.
fn subject(app: &App, session: &Session) -> Result<Subject, Failure> {
    let account = &session.account;
    let place = app.tree().place(&account.region).ok_or(Failure::SignIn)?;
    let department = account.department.parse().unwrap_or(Department::Other);
    let roles = roles_of(&account.role);
    let mut subject = Subject::new(account.id.clone(), place, department, roles);
    subject.state = state_of(account);
    Ok(subject)
}

/// The state of an account as permissions know it.
pub fn state_of(account: &store::Account) -> AccountState {
    match account.state.as_str() {
        "active" => AccountState::Active,
        "closed" => AccountState::Revoked,
        _ => AccountState::Locked,
    }
}

/// Roles from their codes by commas; what is none of ours is left out.
pub fn roles_of(codes: &str) -> BTreeSet<Role> {
    codes.split(',').filter_map(|r| r.trim().parse().ok()).collect()
}

/// Roles in words.
pub fn role_words(w: &Words, roles: &BTreeSet<Role>) -> String {
    let key =
        |r: &Role| Message { key: format!("wb-role-{}", r.code().replace('_', "-")).into(), args: BTreeMap::new() };
    roles.iter().map(|r| w.say(&key(r))).collect::<Vec<_>>().join("、")
}

/// A department in words.
pub fn department_words(w: &Words, department: Department) -> String {
    w.say(&Message { key: format!("wb-department-{}", department.code()).into(), args: BTreeMap::new() })
}

/// The caller, put into the request by the guard.
impl FromRequestParts<App> for Caller {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Caller, Failure> {
        parts.extensions.get::<Caller>().cloned().ok_or(Failure::SignIn)
    }
}

/// A county as the caller sees it: the argument of nearly every page.
#[derive(Clone)]
pub struct CountyView {
    /// The application.
    pub app: App,
    /// Who asks.
    pub caller: Caller,
    /// The county's code.
    pub code: RegionCode,
    /// The version of its dossier.
    pub version: DossierVersion,
    /// Everything known of it.
    pub computed: Arc<Computed>,
}

impl FromRequestParts<App> for CountyView {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<CountyView, Failure> {
        let caller = Caller::from_request_parts(parts, app).await?;
        let code = county_of(parts, app).await.ok_or(Failure::NotFound)?;
        // a plan that was never handed in is the county's own: to others it is as if there were none, on every page
        let plan = caller.decide(Action::PlanRead, Some(&code)).allowed();
        let current = app.county_seen(caller.scope(), &code, plan).await?.ok_or(Failure::NotFound)?;
        Ok(CountyView { app: app.clone(), caller, code, version: current.version, computed: current.computed })
    }
}

/// The county named in a request's path.
pub async fn county_of(parts: &mut Parts, app: &App) -> Option<RegionCode> {
    let path: Path<BTreeMap<String, String>> = Path::from_request_parts(parts, app).await.ok()?;
    path.get("county").and_then(|c| c.parse().ok())
}

impl CountyView {
    /// The words.
    pub fn words(&self) -> Words {
        self.caller.words
    }

    /// The frame of a page of this county.
    pub fn shell(&self, title: &str, nav: &'static str) -> Shell {
        let mut shell = self.caller.shell(title, nav, Some((&self.code, self.computed.name())));
        shell.invented = self.computed.dossier.invented;
        shell
    }

    /// The frame, with something that was just done.
    pub fn shell_saying(&self, title: &str, nav: &'static str, tone: &'static str, text: String) -> Shell {
        Shell { notice: Some(Notice { tone, text }), ..self.shell(title, nav) }
    }

    /// Whether to offer something here.
    pub fn may(&self, action: Action) -> bool {
        self.caller.may(action, Some(&self.code))
    }

    /// Whether the county's plan is for this account to see: a draft is the county's own until it is handed in.
    pub fn sees_plan(&self) -> bool {
        self.caller.decide(Action::PlanRead, Some(&self.code)).allowed()
    }

    /// The version in words: number, when, hash.
    pub fn version_words(&self) -> String {
        if self.version.number == 0 {
            return self.words().t("wb-version-none");
        }
        let m = Message::new("wb-version-words").with("number", self.version.number);
        self.words().say(&m.with("when", clock::shown(self.version.at)).with("hash", self.version.hash.short()))
    }
}
