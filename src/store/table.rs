//! Tables as the store knows them, and rows of them.
//!
//! The columns are listed once; the statements are put together from that list, so that what is written, read, compared
//! and committed to cannot drift apart. Names come from constants of this program only; values are always bound.

use super::cell::{Cell, CellType, Storable};

/// A column that holds a value of a record.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) kind: CellType,
}

pub(super) const fn text(name: &'static str) -> Column {
    Column {
        name,
        kind: CellType::Text,
    }
}

pub(super) const fn whole(name: &'static str) -> Column {
    Column {
        name,
        kind: CellType::Whole,
    }
}

pub(super) const fn number(name: &'static str) -> Column {
    Column {
        name,
        kind: CellType::Number,
    }
}

/// A table: first the columns that say whose row it is, then those that say what the row says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) name: &'static str,
    /// The key of the record that the row belongs to: `<table>_id`, or kind and id where several kinds share the table.
    pub(super) owner: &'static [&'static str],
    pub(super) columns: &'static [Column],
}

impl Table {
    /// Reads every row: owner first, then the columns in their order.
    pub(super) fn select_all(&self) -> String {
        format!("select {} from {}", self.column_list(), self.name)
    }

    /// Writes that many rows at once.
    pub(super) fn insert(&self, rows: usize) -> String {
        insert(self.name, &self.column_list(), self.width(), rows)
    }

    /// Removes what belongs to one record.
    pub(super) fn delete(&self) -> String {
        let conditions: Vec<_> = self
            .owner
            .iter()
            .enumerate()
            .map(|(at, column)| format!("{column} = ${}", at + 1))
            .collect();
        format!("delete from {} where {}", self.name, conditions.join(" and "))
    }

    /// Number of columns with the owner's.
    pub(super) fn width(&self) -> usize {
        self.owner.len() + self.columns.len()
    }

    /// Types of all columns, the owner's first.
    pub(super) fn types(&self) -> Vec<CellType> {
        let owner = self.owner.iter().map(|_| CellType::Text);
        owner.chain(self.columns.iter().map(|column| column.kind)).collect()
    }

    fn column_list(&self) -> String {
        let owner = self.owner.iter().copied();
        let names: Vec<_> = owner.chain(self.columns.iter().map(|column| column.name)).collect();
        names.join(", ")
    }
}

/// Writes that many rows of so many columns at once.
pub(super) fn insert(table: &str, columns: &str, width: usize, rows: usize) -> String {
    let row = |row: usize| {
        let places: Vec<_> = (1..=width).map(|place| format!("${}", row * width + place)).collect();
        format!("({})", places.join(", "))
    };
    let rows: Vec<_> = (0..rows).map(row).collect();
    format!("insert into {table} ({columns}) values {}", rows.join(", "))
}

/// A column whose cell holds no value of the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Misfit {
    pub(super) table: &'static str,
    pub(super) column: &'static str,
}

/// A row without its owner.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) table: &'static Table,
    pub(super) cells: Vec<Cell>,
}

impl Row {
    /// A row in which every cell is still empty.
    pub(super) fn of(table: &'static Table) -> Self {
        let cells = table.columns.iter().map(|column| Cell::null(column.kind)).collect();
        Self { table, cells }
    }

    /// Fills one cell.
    ///
    /// # Panics
    /// Where the table has no such column or keeps another type in it: a slip in this program, not in the data.
    #[must_use]
    pub(super) fn set(mut self, column: &str, value: &impl Storable) -> Self {
        let at = self.place(column);
        let cell = value.to_cell();
        assert_eq!(cell.kind(), self.cells[at].kind(), "{}.{column}", self.table.name);
        self.cells[at] = cell;
        self
    }

    /// Reads one cell.
    pub(super) fn get<T: Storable>(&self, column: &str) -> Result<T, Misfit> {
        let at = self.place(column);
        T::from_cell(&self.cells[at]).ok_or_else(|| self.misfit(column))
    }

    /// The complaint that a column holds nothing that the model knows.
    pub(super) fn misfit(&self, column: &str) -> Misfit {
        Misfit {
            table: self.table.name,
            column: self.table.columns[self.place(column)].name,
        }
    }

    fn place(&self, column: &str) -> usize {
        self.table
            .columns
            .iter()
            .position(|one| one.name == column)
            .unwrap_or_else(|| panic!("{} has no column {column}", self.table.name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static PLACE: Table = Table {
        name: "place",
        owner: &["place_id"],
        columns: &[text("name"), whole("people")],
    };

    #[test]
    fn statements_bind_every_value() {
        assert_eq!(PLACE.select_all(), "select place_id, name, people from place");
        assert_eq!(
            PLACE.insert(2),
            "insert into place (place_id, name, people) values ($1, $2, $3), ($4, $5, $6)"
        );
        assert_eq!(PLACE.delete(), "delete from place where place_id = $1");
    }

    #[test]
    fn a_cell_of_the_wrong_kind_names_its_table_and_column() {
        let row = Row::of(&PLACE).set("people", &7_u32);
        assert_eq!(row.get::<u32>("people"), Ok(7));
        let misfit = Misfit {
            table: "place",
            column: "name",
        };
        assert_eq!(row.get::<String>("name"), Err(misfit));
    }
}
