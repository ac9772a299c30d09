//! The API as its clients meet it: one binary, one file for each family of routes.

mod basemap;
mod conditional;
mod document;
mod health;
mod items;
mod landing;
mod package;
mod protection;
mod redaction;
mod serve;
mod support;
mod web;
