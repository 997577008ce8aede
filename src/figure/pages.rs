//! A figure as the files of its pages: where the key or the legend has no room beside the map, formats of one page have them in files beside it.

use std::path::{Path, PathBuf};

use crate::compose::Figure;
use crate::error::Error;
use crate::recipe::ImageFormat;
use crate::render;

/// The bytes of a composed figure.
///
/// # Errors
///
/// [`Error::Render`] if the picture cannot be made, and [`Error::Request`] for a format that cannot hold it: an atlas is a PDF, an animated
/// map PNG or GIF, and GIF is for these alone.
pub fn rendered(figure: &Figure, format: ImageFormat) -> Result<Vec<u8>, Error> {
    let held: &[ImageFormat] = match (figure.atlas.is_empty(), figure.frames.is_empty()) {
        (false, _) => &[ImageFormat::Pdf],
        (true, false) => &[ImageFormat::Png, ImageFormat::Gif],
        (true, true) => &[ImageFormat::Png, ImageFormat::Svg, ImageFormat::Pdf],
    };
    if !held.contains(&format) {
        let endings: Vec<&str> = held.iter().map(|f| f.ending()).collect();
        let message = format!("{} cannot hold this figure", format.ending());
        return Err(Error::request(message, Some(format!("use {}", endings.join(" or ")))));
    }
    let scene = &figure.scene;
    match format {
        ImageFormat::Gif => return Ok(render::animated_gif(scene, &figure.frames)?),
        ImageFormat::Png if !figure.frames.is_empty() => return Ok(render::animated_png(scene, &figure.frames)?),
        _ => {}
    }
    Ok(match format {
        ImageFormat::Svg => render::svg_file(scene)?.into_bytes(),
        ImageFormat::Png | ImageFormat::Gif => render::png(scene, &render::svg(scene)?)?,
        ImageFormat::Pdf => {
            let page = |scene| Ok::<_, Error>((scene, render::svg_of_page(scene)?));
            let following = figure.pages.iter().map(page).collect::<Result<Vec<_>, _>>()?;
            render::pdf((scene, &render::svg_of_page(scene)?), &following)?
        }
    })
}

/// The figure and the pages that follow it, each the content of a file of its own, in their order; a PDF holds all of them.
///
/// # Errors
///
/// As for [`rendered`].
pub fn rendered_pages(figure: &Figure, format: ImageFormat) -> Result<Vec<Vec<u8>>, Error> {
    let mut files = vec![rendered(figure, format)?];
    if figure.frames.is_empty() && figure.atlas.is_empty() && matches!(format, ImageFormat::Png | ImageFormat::Svg) {
        for page in &figure.pages {
            files.push(match format {
                ImageFormat::Svg => render::svg_file(page)?.into_bytes(),
                _ => render::png(page, &render::svg(page)?)?,
            });
        }
    }
    Ok(files)
}

/// The file of a page beside the file of its figure, which is page 1: `map.png`, `map-2.png`.
#[must_use]
pub fn page_file(figure: &Path, page: usize) -> PathBuf {
    let stem = figure.file_stem().unwrap_or_default().to_string_lossy();
    let ending = figure.extension().map(|e| format!(".{}", e.to_string_lossy())).unwrap_or_default();
    if page < 2 { figure.to_owned() } else { figure.with_file_name(format!("{stem}-{page}{ending}")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::Dossier;
    use crate::recipe::{Choice, Page};

    #[test]
    fn a_key_without_room_beside_the_map_has_files_of_its_own() {
        let dossier = Dossier::embedded().unwrap();
        let mut recipe = dossier.recipe("overview").unwrap();
        (recipe.page, recipe.size, recipe.dpi, recipe.show.key) = (Some(Page::Square), None, None, Choice::Always);
        let figure = dossier.figure_of(recipe).compose().unwrap();
        assert!(!figure.pages.is_empty() && figure.remarks.iter().any(|r| r.contains("pages of its own")));
        for (format, files) in [(ImageFormat::Png, 1 + figure.pages.len()), (ImageFormat::Svg, 1 + figure.pages.len())]
        {
            let found = rendered_pages(&figure, format).unwrap();
            assert_eq!(found.len(), files, "{format:?}");
            assert_eq!(found[0], rendered(&figure, format).unwrap());
        }
        assert_eq!(rendered_pages(&figure, ImageFormat::Pdf).unwrap().len(), 1);
        let svg = String::from_utf8(rendered_pages(&figure, ImageFormat::Svg).unwrap().swap_remove(1)).unwrap();
        assert!(svg.contains(">1<"), "the list has the numbers of the map");
        assert_eq!(page_file(Path::new("a/b.c.png"), 3), Path::new("a/b.c-3.png"));
        assert_eq!(page_file(Path::new("map.svg"), 1), Path::new("map.svg"));
    }
}
