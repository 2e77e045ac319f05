//! Quiet writes (程序记事): bookkeeping of the program itself. No person does them, so they have no key and no audit entry.

use crate::answer::Answer;
use crate::engine::{Engine, args};
use crate::outcome::Stop;
use crate::read::{JOB_COLUMNS, job};
use crate::stamp::Millis;
use model::RegionCode;

/// A quiet write (程序记事).
#[derive(Debug, Clone)]
pub enum Quiet {
    /// A session was used.
    Seen {
        /// The hash of its token.
        hash: String,
        /// When.
        at: Millis,
    },
    /// Takes the oldest waiting job of these kinds, or one whose worker has not been heard of. Answers [`Answer::Job`].
    Take {
        /// The kinds.
        tasks: Vec<String>,
        /// Who takes it; unique among processes.
        worker: String,
        /// When.
        at: Millis,
        /// A running job whose worker was last heard of before this is taken over.
        silent_before: Millis,
        /// After so many attempts it is given up.
        most_attempts: i64,
    },
    /// How far a job is. Answers [`Answer::Count`]: 0 when the job is not this worker's any more.
    Progress {
        /// The job.
        id: String,
        /// Whose it is.
        worker: String,
        /// When.
        at: Millis,
        /// Thousandths done.
        permille: i64,
        /// What is being done, in words.
        message: String,
    },
    /// The worker of a job is alive. Answers [`Answer::Count`] as [`Quiet::Progress`].
    Beat {
        /// The job.
        id: String,
        /// Whose it is.
        worker: String,
        /// When.
        at: Millis,
    },
    /// A worker that stops gives back what it has not done; the attempt does not count. Answers [`Answer::Count`].
    HandBack {
        /// Whose jobs.
        worker: String,
    },
    /// A job is done. Answers [`Answer::Count`] as [`Quiet::Progress`].
    Finish {
        /// The job.
        id: String,
        /// Whose it is.
        worker: String,
        /// When.
        at: Millis,
        /// What came out, JSON.
        result: String,
    },
    /// Figures of a county's latest version, which anybody may compute again.
    Summary {
        /// The county.
        county: RegionCode,
        /// The cycle.
        cycle: String,
        /// What they were made from.
        made_from: String,
        /// The figures, JSON.
        body: String,
        /// When.
        at: Millis,
    },
    /// A job could not be done. Answers [`Answer::Count`] as [`Quiet::Progress`].
    Fail {
        /// The job.
        id: String,
        /// Whose it is.
        worker: String,
        /// When.
        at: Millis,
        /// Why, in words.
        message: String,
    },
}

impl Quiet {
    pub(crate) fn apply(&self, engine: &mut Engine) -> Result<Answer, Stop> {
        let count = match self {
            Quiet::Seen { hash, at } => {
                let sql = "UPDATE session SET seen = ?2 WHERE hash = ?1 AND seen < ?2 AND revoked IS NULL";
                engine.run(sql, &args![hash, *at])?
            }
            Quiet::Take { tasks, worker, at, silent_before, most_attempts } => {
                return take(engine, tasks, worker, *at, *silent_before, *most_attempts);
            }
            Quiet::Progress { id, worker, at, permille, message } => engine.run(
                "UPDATE job SET progress = ?4, message = ?5, beat = ?3 WHERE id = ?1 AND taken_by = ?2 AND state = 'running'",
                &args![id, worker, *at, (*permille).clamp(0, 1000), message],
            )?,
            Quiet::Beat { id, worker, at } => engine.run(
                "UPDATE job SET beat = ?3 WHERE id = ?1 AND taken_by = ?2 AND state = 'running'",
                &args![id, worker, *at],
            )?,
            Quiet::HandBack { worker } => engine.run(
                "UPDATE job SET state = 'waiting', taken_by = NULL, beat = NULL, attempts = attempts - 1, progress = 0, message = '' \
                 WHERE taken_by = ?1 AND state = 'running'",
                &args![worker],
            )?,
            Quiet::Finish { id, worker, at, result } => engine.run(
                "UPDATE job SET state = 'done', progress = 1000, message = '', result = ?4, finished = ?3 \
                 WHERE id = ?1 AND taken_by = ?2 AND state = 'running'",
                &args![id, worker, *at, result],
            )?,
            Quiet::Summary { county, cycle, made_from, body, at } => engine.run(
                "INSERT INTO county_summary (county, cycle, made_from, body, at) VALUES (?1, ?2, ?3, ?4, ?5) \
                 ON CONFLICT (county, cycle) DO UPDATE SET made_from = ?3, body = ?4, at = ?5",
                &args![county, cycle, made_from, body, *at],
            )?,
            Quiet::Fail { id, worker, at, message } => engine.run(
                "UPDATE job SET state = 'failed', message = ?4, finished = ?3 \
                 WHERE id = ?1 AND taken_by = ?2 AND state = 'running'",
                &args![id, worker, *at, message],
            )?,
        };
        Ok(Answer::Count { count: count as i64 })
    }
}

fn take(
    engine: &mut Engine,
    tasks: &[String],
    worker: &str,
    at: Millis,
    silent_before: Millis,
    most: i64,
) -> Result<Answer, Stop> {
    engine.run(
        "UPDATE job SET state = 'failed', message = 'store-job-given-up', finished = ?1 \
         WHERE state = 'running' AND beat < ?2 AND attempts >= ?3",
        &args![at, silent_before, most],
    )?;
    let mut values: Vec<_> = args![silent_before].into();
    let mut marks = Vec::new();
    for task in tasks {
        values.push(task.into());
        marks.push(format!("?{}", values.len()));
    }
    if marks.is_empty() {
        return Ok(Answer::Job { job: None });
    }
    let lock = if engine.is_postgres() { " FOR UPDATE SKIP LOCKED" } else { "" };
    let sql = format!(
        "SELECT id FROM job WHERE kind IN ({}) AND (state = 'waiting' OR (state = 'running' AND beat < ?1)) \
         ORDER BY created, id LIMIT 1{lock}",
        marks.join(", ")
    );
    let Some(row) = engine.row(&sql, &values)? else { return Ok(Answer::Job { job: None }) };
    let id = row.cells().text()?;
    engine.run(
        "UPDATE job SET state = 'running', taken_by = ?2, beat = ?3, attempts = attempts + 1, progress = 0, message = '' \
         WHERE id = ?1",
        &args![&id, worker, at],
    )?;
    let row = engine.row(&format!("SELECT {JOB_COLUMNS} FROM job WHERE id = ?1"), &args![&id])?;
    let taken = row.map(job).transpose()?;
    Ok(Answer::Job { job: taken.map(Box::new) })
}
