//! Enumerations whose members have a stable code: used in policies, stored records, the API and the matrix.

/// An enumeration with a code for each member, in both directions, and the list of all members.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$member_doc:meta])* $member:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$member_doc])* #[serde(rename = $code)] $member),+
        }

        impl $name {
            /// Every member, in order.
            pub const ALL: &[$name] = &[$($name::$member),+];

            /// The code: as stored, in the API and in the policies.
            pub const fn code(self) -> &'static str {
                match self { $($name::$member => $code),+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::permission::UnknownCode;
            fn from_str(s: &str) -> Result<Self, Self::Err> {
                match s {
                    $($code => Ok($name::$member),)+
                    other => Err($crate::permission::UnknownCode(other.to_owned())),
                }
            }
        }
    };
}

pub(crate) use named;
