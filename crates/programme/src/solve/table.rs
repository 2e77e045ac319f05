//! A rectangular array that never panics (表): a cell outside it reads as the default and ignores writes.

/// Rows of equal width.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Table<T> {
    width: usize,
    cells: Vec<T>,
}

impl<T: Copy + Default> Table<T> {
    pub fn new(rows: usize, width: usize) -> Table<T> {
        Table { width, cells: vec![T::default(); rows * width] }
    }

    pub fn get(&self, row: usize, column: usize) -> T {
        self.row(row).get(column).copied().unwrap_or_default()
    }

    pub fn set(&mut self, row: usize, column: usize, value: T) {
        if let Some(cell) = self.cell(row, column) {
            *cell = value;
        }
    }

    pub fn row(&self, row: usize) -> &[T] {
        self.cells.get(row * self.width..(row + 1) * self.width).unwrap_or(&[])
    }

    pub fn cell(&mut self, row: usize, column: usize) -> Option<&mut T> {
        if column >= self.width {
            return None;
        }
        self.cells.get_mut(row * self.width + column)
    }

    pub fn cells(&self) -> &[T] {
        &self.cells
    }

    pub fn cells_mut(&mut self) -> &mut [T] {
        &mut self.cells
    }
}
