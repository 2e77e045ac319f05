//! The only clock of the workbench (时钟): milliseconds since 1970, and dates as people in China read them.

use jiff::tz::Offset;
use model::Date;
use std::time::{SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970-01-01 UTC.
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

fn local(at: i64) -> Option<jiff::civil::DateTime> {
    jiff::Timestamp::from_millisecond(at).ok().map(|t| Offset::constant(8).to_datetime(t))
}

/// Date and time in Beijing, `2021-08-15 14:05`; empty for a moment beyond the calendar.
pub fn shown(at: i64) -> String {
    local(at).map_or_else(String::new, |t| t.strftime("%Y-%m-%d %H:%M").to_string())
}

/// The date in Beijing.
pub fn date(at: i64) -> Option<Date> {
    let t = local(at)?;
    Date::new(u16::try_from(t.year()).ok()?, u8::try_from(t.month()).ok()?, u8::try_from(t.day()).ok()?)
}

/// A moment as a name of a file, `20210815-140502`.
pub fn file_name(at: i64) -> String {
    local(at).map_or_else(String::new, |t| t.strftime("%Y%m%d-%H%M%S").to_string())
}

/// The beginning of a date in Beijing, milliseconds.
pub fn start_of(date: Date) -> Option<i64> {
    let year = i16::try_from(date.year().0).ok()?;
    let civil = jiff::civil::Date::new(year, i8::try_from(date.month()).ok()?, i8::try_from(date.day()).ok()?).ok()?;
    Some(Offset::constant(8).to_timestamp(civil.to_datetime(jiff::civil::Time::midnight())).ok()?.as_millisecond())
}

/// Days from one date to another, negative when it has passed.
pub fn days(from: Date, to: Date) -> Option<i64> {
    let civil = |d: Date| {
        let year = i16::try_from(d.year().0).ok()?;
        jiff::civil::Date::new(year, i8::try_from(d.month()).ok()?, i8::try_from(d.day()).ok()?).ok()
    };
    Some(i64::from(civil(from)?.until(civil(to)?).ok()?.get_days()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beijing_is_eight_hours_ahead() {
        assert_eq!(shown(0), "1970-01-01 08:00");
        assert_eq!(start_of("1970-01-02".parse().unwrap()), Some(16 * 3_600_000));
        assert_eq!(file_name(0), "19700101-080000");
        assert_eq!(date(1_629_000_000_000).unwrap().to_string(), "2021-08-15");
        assert_eq!(days("2021-08-15".parse().unwrap(), "2021-09-01".parse().unwrap()), Some(17));
        assert_eq!(days("2021-08-15".parse().unwrap(), "2021-08-10".parse().unwrap()), Some(-5));
    }
}
