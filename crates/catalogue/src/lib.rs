//! The one string catalogue: every sentence a person reads, in Chinese and English.
