//! Cells: the three kinds of value that both databases keep alike, and which value of the model is kept as which.

use crate::model::{
    AccountId, ActualState, BodyId, CommunityId, Confidence, CorrectionId, DayOfYear, DecisionId, DefinitionId,
    DeliveryMode, EngagementId, Entrance, EntryId, EvaluationId, Fact, GovernmentId, Km, LanguageCode, LinkId, Minutes,
    Mode, NodeId, NodeKind, PartialDate, PathwayId, Position, ReferralId, RegionColumn, RegionId, RequestId,
    RequestOrigin, RequestStatus, Role, SeasonId, ServiceId, ServiceStatus, ServiceTypeId, Shown, Sites, SourceKey,
    Standing, StepId, TokenId, Visibility, WordsShown,
};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CellType {
    Text,
    Whole,
    Number,
}

/// A cell with its type, so that even an empty one can be bound: `PostgreSQL` asks for the type of a NULL.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Text(Option<String>),
    Whole(Option<i64>),
    Number(Option<f64>),
}

impl Cell {
    pub(super) fn null(kind: CellType) -> Self {
        match kind {
            CellType::Text => Self::Text(None),
            CellType::Whole => Self::Whole(None),
            CellType::Number => Self::Number(None),
        }
    }

    pub(super) fn kind(&self) -> CellType {
        match self {
            Self::Text(_) => CellType::Text,
            Self::Whole(_) => CellType::Whole,
            Self::Number(_) => CellType::Number,
        }
    }

    pub(super) fn is_null(&self) -> bool {
        matches!(self, Self::Text(None) | Self::Whole(None) | Self::Number(None))
    }

    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(Some(text.into()))
    }

    pub(super) fn position(position: u64) -> Self {
        Self::Whole(Some(
            i64::try_from(position).expect("a ledger has fewer than 2^63 entries"),
        ))
    }

    /// Why a database would refuse this cell or keep something else in its place; `None` where it keeps it as it is.
    pub(super) fn unstorable(&self) -> Option<&'static str> {
        match self {
            // SQLite keeps NaN as NULL, which would turn a fault into "not published".
            Self::Number(Some(number)) if !number.is_finite() => Some("a finite number"),
            // PostgreSQL has no NUL in text; refused on both, so that a package moves between them.
            Self::Text(Some(text)) if text.contains('\0') => Some("text without the NUL character"),
            _ => None,
        }
    }
}

/// A value of the model that fits one cell.
pub(super) trait Storable: Sized {
    const TYPE: CellType;

    fn to_cell(&self) -> Cell;

    /// `None` where the cell holds no such value.
    fn from_cell(cell: &Cell) -> Option<Self>;
}

impl<T: Storable> Storable for Option<T> {
    const TYPE: CellType = T::TYPE;

    fn to_cell(&self) -> Cell {
        self.as_ref().map_or(Cell::null(T::TYPE), T::to_cell)
    }

    fn from_cell(cell: &Cell) -> Option<Self> {
        if cell.is_null() {
            Some(None)
        } else {
            T::from_cell(cell).map(Some)
        }
    }
}

impl<T: Storable> Storable for Fact<T> {
    const TYPE: CellType = T::TYPE;

    fn to_cell(&self) -> Cell {
        self.as_ref().known().map_or(Cell::null(T::TYPE), T::to_cell)
    }

    fn from_cell(cell: &Cell) -> Option<Self> {
        Option::from_cell(cell).map(Self::from)
    }
}

impl Storable for String {
    const TYPE: CellType = CellType::Text;

    fn to_cell(&self) -> Cell {
        Cell::text(self.as_str())
    }

    fn from_cell(cell: &Cell) -> Option<Self> {
        match cell {
            Cell::Text(text) => text.clone(),
            Cell::Whole(_) | Cell::Number(_) => None,
        }
    }
}

impl Storable for f64 {
    const TYPE: CellType = CellType::Number;

    fn to_cell(&self) -> Cell {
        // SQLite keeps -0.0 as 0.0; adding 0.0 does the same here, so that a commitment holds on both.
        Cell::Number(Some(self + 0.0))
    }

    fn from_cell(cell: &Cell) -> Option<Self> {
        match cell {
            Cell::Number(number) => *number,
            Cell::Text(_) | Cell::Whole(_) => None,
        }
    }
}

impl Storable for i64 {
    const TYPE: CellType = CellType::Whole;

    fn to_cell(&self) -> Cell {
        Cell::Whole(Some(*self))
    }

    fn from_cell(cell: &Cell) -> Option<Self> {
        match cell {
            Cell::Whole(whole) => *whole,
            Cell::Text(_) | Cell::Number(_) => None,
        }
    }
}

impl Storable for Km {
    const TYPE: CellType = CellType::Number;

    fn to_cell(&self) -> Cell {
        self.number().to_cell()
    }

    fn from_cell(cell: &Cell) -> Option<Self> {
        f64::from_cell(cell).and_then(Self::new)
    }
}

macro_rules! kept_as_whole {
    ($($name:ty: $to:expr, $from:expr);+ $(;)?) => {$(
        impl Storable for $name {
            const TYPE: CellType = CellType::Whole;

            fn to_cell(&self) -> Cell {
                let to: fn(&Self) -> i64 = $to;
                Cell::Whole(Some(to(self)))
            }

            fn from_cell(cell: &Cell) -> Option<Self> {
                let from: fn(i64) -> Option<Self> = $from;
                i64::from_cell(cell).and_then(from)
            }
        }
    )+};
}

kept_as_whole! {
    u16: |number| i64::from(*number), |whole| whole.try_into().ok();
    u32: |number| i64::from(*number), |whole| whole.try_into().ok();
    bool: |truth| i64::from(*truth), |whole| match whole { 0 => Some(false), 1 => Some(true), _ => None };
    Minutes: |span| i64::from(span.seconds()), |whole| whole.try_into().ok().map(Minutes::from_seconds);
    DayOfYear: |day| i64::from(day.number()), |whole| whole.try_into().ok().and_then(DayOfYear::new);
}

macro_rules! kept_as_text {
    ($($name:ty: $to:expr, $from:expr);+ $(;)?) => {$(
        impl Storable for $name {
            const TYPE: CellType = CellType::Text;

            fn to_cell(&self) -> Cell {
                let to: fn(&Self) -> String = $to;
                Cell::Text(Some(to(self)))
            }

            fn from_cell(cell: &Cell) -> Option<Self> {
                let from: fn(String) -> Option<Self> = $from;
                String::from_cell(cell).and_then(from)
            }
        }
    )+};
}

kept_as_text! {
    PartialDate: ToString::to_string, |text| PartialDate::parse(&text);
    jiff::civil::Date: ToString::to_string, |text| text.parse().ok();
    jiff::Timestamp: ToString::to_string, |text| text.parse().ok();
}

macro_rules! ids {
    ($($name:ty),+ $(,)?) => { kept_as_text! { $($name: ToString::to_string, |text| Some(Self::from(text)));+ } };
}

ids! {
    AccountId, BodyId, CommunityId, CorrectionId, DecisionId, DefinitionId, EngagementId, EntryId, EvaluationId, GovernmentId, LanguageCode, LinkId, NodeId, PathwayId, ReferralId, RegionId, RequestId, SeasonId, ServiceId, ServiceTypeId, SourceKey, StepId, TokenId,
}

macro_rules! words {
    ($($name:ty),+ $(,)?) => { kept_as_text! { $($name: |word| word.as_str().to_owned(), |text| Self::parse(&text));+ } };
}

words! {
    ActualState, Confidence, DeliveryMode, Entrance, Mode, NodeKind, Position, RegionColumn, RequestOrigin, RequestStatus, Role, ServiceStatus,
    Shown, Sites, Standing, Visibility, WordsShown,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_published_is_null_and_never_a_default() {
        assert_eq!(Fact::<bool>::Unknown.to_cell(), Cell::Whole(None));
        assert_eq!(None::<u32>.to_cell(), Cell::Whole(None));
        assert_eq!(Option::<f64>::from_cell(&Cell::Number(None)), Some(None));
        assert_eq!(f64::from_cell(&Cell::Number(None)), None);
        assert_eq!(
            Fact::<String>::from_cell(&Cell::Text(Some(String::new()))),
            Some(Fact::Known(String::new()))
        );
    }

    #[test]
    fn cells_that_hold_no_such_value_are_refused() {
        assert_eq!(u16::from_cell(&Cell::Whole(Some(-1))), None);
        assert_eq!(bool::from_cell(&Cell::Whole(Some(2))), None);
        assert_eq!(DayOfYear::from_cell(&Cell::Whole(Some(366))), None);
        assert_eq!(Mode::from_cell(&Cell::text("hovercraft")), None);
        assert_eq!(Km::from_cell(&Cell::Number(Some(-1.0))), None);
    }

    #[test]
    fn cells_that_a_database_would_alter_are_refused() {
        assert!(Cell::Number(Some(f64::NAN)).unstorable().is_some());
        assert!(Cell::Number(Some(f64::INFINITY)).unstorable().is_some());
        assert!(Cell::text("a\0b").unstorable().is_some());
        assert!(Cell::text("Behchokǫ̀ ᐊᐱ").unstorable().is_none());
        assert_eq!(format!("{:?}", (-0.0_f64).to_cell()), "Number(Some(0.0))");
    }
}
