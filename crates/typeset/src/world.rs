//! Everything a template can see: itself, the data, the assets and the fonts.

use crate::{Fonts, Role, TypesetError};
use std::collections::HashMap;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration, Str, Value};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

const TEMPLATE: &str = "/template.typ";
const DATA: &str = "/data.json";

/// The engine's view of one run. It answers from memory only.
pub(crate) struct Desk<'a> {
    library: LazyHash<Library>,
    template: Source,
    files: HashMap<FileId, Bytes>,
    fonts: &'a Fonts,
}

impl<'a> Desk<'a> {
    pub(crate) fn lay(
        template: &str,
        data: &serde_json::Value,
        assets: &[(&str, Vec<u8>)],
        fonts: &'a Fonts,
    ) -> Result<Self, TypesetError> {
        let mut inputs = Dict::new();
        for role in Role::ALL {
            inputs.insert(Str::from(role.key()), Value::Str(fonts.families(role).into()));
        }
        let mut files = HashMap::new();
        for (name, bytes) in assets {
            files.insert(file(name)?, Bytes::new(bytes.clone()));
        }
        files.insert(file(DATA)?, Bytes::new(data.to_string().into_bytes()));
        Ok(Self {
            library: LazyHash::new(Library::builder().with_inputs(inputs).build()),
            template: Source::new(file(TEMPLATE)?, template.to_owned()),
            files,
            fonts,
        })
    }

    pub(crate) fn template(&self) -> &Source {
        &self.template
    }
}

/// The engine's number for a name. It keeps every distinct name it ever saw: names of assets come from code, not from data.
fn file(name: &str) -> Result<FileId, TypesetError> {
    let path = VirtualPath::new(name).map_err(|_| TypesetError::Asset(name.to_owned()))?;
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.face(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
