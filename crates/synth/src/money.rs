//! Budgets and finances (资金样板): what five years of the programme may cost, by source and year, with documents.

use crate::dice::Dice;
use crate::profile::Profile;
use model::{BudgetLine, CountyFinance, Date, DocumentRef, Dossier, Enrolment, Fen, FundSource, Year};

/// The share of a source in thousandths and who issues its documents.
const SHARES: [(FundSource, i64, i64, &str, &str); 4] = [
    (FundSource::Central, 300, 420, "义务教育薄弱环节改善与能力提升补助资金预算（演示）", "演财教"),
    (FundSource::Region, 150, 180, "自治区义务教育能力提升专项资金安排（演示）", "演内财教"),
    (FundSource::City, 190, 160, "市级义务教育能力提升专项资金安排（演示）", "演呼财教"),
    (FundSource::County, 360, 240, "旗县区一般公共预算安排（演示）", "演县财"),
];

/// The budget lines of the cycle. City counties carry more themselves, rural ones get more from above.
pub fn budgets(profile: &Profile, dossier: &Dossier, dice: &mut Dice) -> Vec<BudgetLine> {
    let whole = i64::from(compulsory(dossier)) * profile.money;
    let mut all = Vec::new();
    for (source, urban, rural, title, issuer) in SHARES {
        let share = if profile.urban { urban } else { rural };
        for (n, year) in dossier.cycle.years().enumerate() {
            // the first year is already half over, the last one tails off
            let weight = [180, 230, 220, 200, 170].get(n).copied().unwrap_or(0);
            let yuan = dice.scale(whole / 1000 * share * weight / 1000, 900, 1_100);
            let number = dice.between(11, 96);
            all.push(BudgetLine {
                source,
                year,
                amount: Fen(yuan / 10_000 * 1_000_000),
                document: Some(DocumentRef {
                    title: format!("{}年{title}", year.0),
                    number: Some(format!("{issuer}〔{}〕{number}号", year.0.min(2021))),
                    date: Date::new(2021, 6 + u8::try_from(n).unwrap_or(0).min(2), 20),
                }),
                name: None,
            });
        }
    }
    if profile.urban {
        let amount = Fen(whole / 1000 * 120 / 10_000 * 1_000_000);
        all.push(BudgetLine {
            source: FundSource::GovernmentBond,
            year: Year(2022),
            amount,
            document: Some(DocumentRef {
                title: "新增地方政府一般债券转贷安排（演示）".to_owned(),
                number: Some("演财债〔2021〕7号".to_owned()),
                date: Date::new(2021, 8, 30),
            }),
            name: Some("城镇学位补短板一般债券".to_owned()),
        });
    }
    all
}

/// Pupils of the compulsory stages in public schools.
fn compulsory(dossier: &Dossier) -> u32 {
    let public = dossier.schools.iter().filter(|s| s.owner.is_some_and(|o| o.is_public()));
    public.filter_map(|s| s.record(dossier.base_year)?.enrolment.compulsory(Enrolment::pupils)).sum()
}

/// The county's general budget and education spending, 2018–2020.
pub fn finances(profile: &Profile, dossier: &Dossier, dice: &mut Dice) -> Vec<CountyFinance> {
    let pupils = i64::from(compulsory(dossier)).max(1);
    let per = if profile.urban { dice.between(95_000, 120_000) } else { dice.between(150_000, 190_000) };
    (2018..=2020_u16)
        .map(|year| {
            let general = pupils * per / 1000 * (940 + 30 * i64::from(year - 2018));
            let education = dice.scale(general, 140, 185);
            CountyFinance {
                year: Year(year),
                general_budget: Some(Fen(general / 10_000 * 1_000_000)),
                education: Some(Fen(education / 10_000 * 1_000_000)),
                document: Some(DocumentRef {
                    title: format!("{year}年财政决算（演示）"),
                    number: None,
                    date: Date::new(year + 1, 7, 30),
                }),
            }
        })
        .collect()
}
