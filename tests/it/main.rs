//! The API and the command line as people meet them: one binary, one file for each family.

mod access_command;
mod accounts;
mod analysis;
mod authz;
mod backup_command;
mod bad_input;
mod basemap;
mod command;
mod compare;
mod conditional;
mod crash;
mod decisions;
mod definitions;
mod desk_command;
mod document;
mod groups;
mod health;
mod import_command;
mod items;
mod landing;
mod organisation;
mod package;
mod pathways;
mod planning;
mod priorities;
mod protection;
mod redaction;
mod replay;
mod reports;
mod requests;
mod scale;
mod scenario_command;
mod scenarios;
mod serve;
mod session;
mod siting;
mod storage;
mod support;
mod tokens;
mod user_command;
mod web;

#[path = "../support/databases.rs"]
mod databases;
#[expect(dead_code, reason = "the analyses' own tests use more of it")]
#[path = "../support/shipped.rs"]
mod shipped;
